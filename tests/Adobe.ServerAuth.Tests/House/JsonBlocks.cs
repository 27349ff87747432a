using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Tests.House;

// Reads a JSON block, and the section in it as the library reads it.
internal static class JsonBlocks
{
    private static readonly JsonDocumentOptions Relaxed = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IEnumerable<string> Failures(MarkdownBlock block)
    {
        try
        {
            using var document = JsonDocument.Parse(block.Text, Relaxed);
            return HasSection(document.RootElement) ? [.. SectionFailures(block)] : [];
        }
        catch (JsonException e)
        {
            return [$"{block.Place((int)(e.LineNumber ?? 0))}: {e.Message}"];
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return [$"{block.Place()}: {e.Message}"];
        }
    }

    private static bool HasSection(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Any(property => IsSection(property.Name));

    private static bool IsSection(string name) => name.Equals(AdobeServerAuthSection.DefaultPath, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> SectionFailures(MarkdownBlock block)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(block.Text));
        var section = new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection(AdobeServerAuthSection.DefaultPath);
        var options = new AdobeServerAuthOptions();

        // What is no key and has keys of its own is a named credential.
        var named = section.GetChildren().Where(child => child.GetChildren().Any() && !AdobeServerAuthSection.IsKey(child.Key)).ToArray();
        AdobeServerAuthSection.Read(section, options, section.Path, null, [.. named.Select(child => child.Key), ApiRequestOptionsSection.HttpClients]);
        foreach (var credential in named)
        {
            AdobeServerAuthSection.Read(credential, options, credential.Path, null, []);
        }

        var client = new ApiRequestOptions();
        foreach (var one in section.GetSection(ApiRequestOptionsSection.HttpClients).GetChildren())
        {
            ApiRequestOptionsSection.Read(one, one.Key, one.Path, null, client);
        }

        return options.SectionFailures.Concat(client.SectionFailures).Select(failure => $"{block.Place()}: {failure.ToLine(nameof(AdobeServerAuthOptions))}");
    }
}
