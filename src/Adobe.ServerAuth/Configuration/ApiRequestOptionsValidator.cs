using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Configuration;

internal sealed class ApiRequestOptionsValidator : IValidateOptions<ApiRequestOptions>
{
    private const string HostRule = "must be a host (platform.adobe.io), all hosts below a domain (*.example.com), or either with a port (localhost:8080); no scheme, no path.";

    private static readonly string[] Taken = ["Authorization", "Host", "x-api-key"];

    public ValidateOptionsResult Validate(string? name, ApiRequestOptions options)
    {
        var lines = Failures(options, name);
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    public static void ThrowIfInvalid(ApiRequestOptions options)
    {
        if (Failures(options, null) is { Count: > 0 } lines)
        {
            throw InvalidConfigurationException.Of(Options.DefaultName, typeof(ApiRequestOptions), lines);
        }
    }

    private static IReadOnlyList<string> Failures(ApiRequestOptions options, string? client)
    {
        var failures = new List<OptionFailure>();
        CheckHosts(options.AllowedHosts, nameof(options.AllowedHosts), failures);
        CheckHosts(options.PassThroughHosts, nameof(options.PassThroughHosts), failures);
        if (options.SendOrganizationId && !IsHeaderName(options.OrganizationIdHeader))
        {
            failures.Add(new OptionFailure(null, nameof(options.OrganizationIdHeader), "must be the name of a header of requests, and none of Authorization, Host, x-api-key."));
        }

        return [.. failures.Select(failure => failure.ToLine(nameof(ApiRequestOptions)) + (string.IsNullOrEmpty(client) ? "" : $" (HTTP client '{client}')"))];
    }

    private static void CheckHosts(IList<string>? hosts, string key, List<OptionFailure> failures)
    {
        for (var i = 0; i < (hosts?.Count ?? 0); i++)
        {
            if (!HostPattern.TryParse(hosts![i], out _))
            {
                failures.Add(new OptionFailure(null, $"{key}[{i}]", HostRule));
            }
        }
    }

    private static bool IsHeaderName(string? name) =>
        name is { Length: > 0 }
        && name.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.')
        && !Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
        && IsRequestHeader(name);

    // Headers of the content, such as Content-Type, are none of the request.
    private static bool IsRequestHeader(string name)
    {
        using var request = new HttpRequestMessage();
        return request.Headers.TryAddWithoutValidation(name, "");
    }
}
