using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// One key of the section. Each method returns what the key says, or the current value after noting what is wrong with it: the
// framework's binder throws at the first fault, shows the value, and reads "300" as 300 days.
internal sealed class SectionKey(IConfigurationSection section, string key, SectionContext context)
{
    private const string DurationRule =
        "must be a duration written hh:mm:ss, such as 00:00:30 for 30 seconds; hours go to 23, and a number alone would mean days.";

    public string? Text(string? current, string hint) => IsScalar(hint) ? Trimmed is null ? null : section.Value : current;

    // A text that may be written as an array of its lines.
    public string? Lines(string? current, string hint)
    {
        var lines = section.GetChildren().ToArray();
        return section.Value is null && lines.Length > 0 && lines.All(IsElement) ? string.Join("\n", lines.Select(line => line.Value)) : Text(current, hint);
    }

    public Uri? Address(Uri? current, string hint)
    {
        if (!IsScalar(hint) || Trimmed is not { } text)
        {
            return IsSection ? current : null;
        }

        // The host alone may be a variable.
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && Placeholder.OfTool(text.Substring(scheme + 3).Split('/')[0]) is { } fault)
        {
            return Fail(current, fault + hint);
        }

        if (!text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return Fail(current, "must begin with https:// (or http:// on a loopback host): a host alone is not enough. " + hint);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : Fail(current, "is not a well-formed address. " + hint);
    }

    public TimeSpan Duration(TimeSpan current)
    {
        if (!IsScalar(ConsoleHint.NotInConsole))
        {
            return current;
        }

        return Trimmed is { } text && text.Split(':').Length == 3 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration)
            ? duration
            : Fail(current, DurationText.Guess(Trimmed) is { } guess ? $"{DurationRule} Did you mean {guess}? {ConsoleHint.NotInConsole}" : $"{DurationRule} {ConsoleHint.NotInConsole}");
    }

    public int Integer(int current)
    {
        if (!IsScalar(ConsoleHint.NotInConsole))
        {
            return current;
        }

        return int.TryParse(Trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : Fail(current, "must be a whole number. " + ConsoleHint.NotInConsole);
    }

    public bool Flag(bool current)
    {
        if (!IsScalar(ConsoleHint.NotInConsole))
        {
            return current;
        }

        return bool.TryParse(Trimmed, out var flag) ? flag : Fail(current, "must be true or false. " + ConsoleHint.NotInConsole);
    }

    public ServerAuthFlow? Flow(ServerAuthFlow? current)
    {
        if (!IsScalar(ConsoleHint.Flow) || Trimmed is not { } text)
        {
            return IsSection ? current : null;
        }

        // Enum.Parse would take numbers and lists as well.
        return string.Equals(text, nameof(ServerAuthFlow.OAuth), StringComparison.OrdinalIgnoreCase) ? ServerAuthFlow.OAuth
            : string.Equals(text, nameof(ServerAuthFlow.Jwt), StringComparison.OrdinalIgnoreCase) ? ServerAuthFlow.Jwt
            : Fail(current, "must be OAuth or Jwt, or be left out. " + ConsoleHint.Flow);
    }

    public IList<string> List(IList<string> current, string hint)
    {
        if (!IsSection)
        {
            return [.. ScopeList.Normalize([section.Value])];
        }

        if (section.Value is { Length: > 0 } text)
        {
            switch (SourceOrder.TextIsNewer(context.Root, section.Path))
            {
                case true:
                    return [.. ScopeList.Normalize([text])];
                case null:
                    return Fail(current, "is given both as an array and as one text, and one would silently win: write it as one text with commas in every source of the configuration. " + hint);
            }
        }

        var elements = section.GetChildren().ToArray();
        return elements.All(IsElement)
            ? [.. ScopeList.Normalize(elements.Select(element => element.Value))]
            : Fail(current, "must be an array of texts, or one text with commas. " + hint);
    }

    public void Section<T>(SectionReader<T> reader, T target)
    {
        if (section.Value is { Length: > 0 })
        {
            context.Fail(key, "must be a section with keys of its own, not a value.");
            return;
        }

        reader.Read(section, key + ":", context, target);
    }

    // XML adds the attribute of <Scopes Name="0"> as a key of its own.
    private static bool IsElement(IConfigurationSection child) => child.GetChildren().All(inner => UnreadKeys.IsXmlName(inner, child)) && int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private string? Trimmed => string.IsNullOrWhiteSpace(section.Value) ? null : section.Value!.Trim();

    private bool IsSection => section.GetChildren().Any();

    private bool IsScalar(string hint) => !IsSection || Fail(false, "must be one value, not an array or a section. " + hint);

    private T Fail<T>(T current, string text)
    {
        context.Fail(key, section.Value is { } value && ValueRules.OfAny(value.Trim(), mayBeAddress: true) is { } fault ? fault.TrimEnd() : text);
        return current;
    }
}
