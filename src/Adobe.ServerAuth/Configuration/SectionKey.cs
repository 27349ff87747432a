using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// One key of the section. Each method returns what the key says, or the current value after noting what is wrong with it: the
// framework's binder throws at the first fault, shows the value, and reads "300" as 300 days.
internal sealed class SectionKey(IConfigurationSection section, string key, IConfigurationRoot? root, IList<OptionFailure> failures)
{
    public string? Text(string? current)
    {
        if (!IsScalar())
        {
            return current;
        }

        return string.IsNullOrWhiteSpace(section.Value) ? null : section.Value;
    }

    public Uri? Address(Uri? current, string hint)
    {
        var text = Text(null);
        if (text is null)
        {
            return IsScalarSilently() ? null : current;
        }

        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address))
            {
                return address;
            }

            return Fail(current, "is not a well-formed address. " + hint);
        }

        return Fail(current, "must begin with https:// (or http:// on a loopback host): a host alone is not enough. " + hint);
    }

    public TimeSpan Duration(TimeSpan current)
    {
        var text = Text(null)?.Trim();
        if (text is null)
        {
            return IsScalarSilently() ? Fail(current, DurationRule) : current;
        }

        return text.Split(':').Length == 3 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration)
            ? duration
            : Fail(current, DurationRule);
    }

    public int Integer(int current)
    {
        var text = Text(null);
        if (text is not null && int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return IsScalarSilently() ? Fail(current, "must be a whole number. " + ConsoleHint.NotInConsole) : current;
    }

    public ServerAuthFlow? Flow(ServerAuthFlow? current)
    {
        var text = Text(null)?.Trim();
        if (text is null)
        {
            return IsScalarSilently() ? null : current;
        }

        return string.Equals(text, nameof(ServerAuthFlow.OAuth), StringComparison.OrdinalIgnoreCase)
            ? ServerAuthFlow.OAuth
            : Fail(current, "must be OAuth, or be left out. " + ConsoleHint.Flow);
    }

    public IList<string> List(IList<string> current)
    {
        var children = section.GetChildren().ToArray();
        if (children.Length == 0)
        {
            return [.. ScopeList.Normalize([section.Value])];
        }

        if (section.Value is { Length: > 0 } text)
        {
            switch (SourceOrder.TextIsNewer(root, section.Path))
            {
                case true:
                    return [.. ScopeList.Normalize([text])];
                case null:
                    return Fail(current, "is given both as an array and as one text, and one would silently win: write it as one text with commas in every source of the configuration.");
            }
        }

        if (children.Any(child => child.GetChildren().Any() || !int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return Fail(current, "must be an array of texts, or one text with commas.");
        }

        return [.. ScopeList.Normalize(children.Select(child => child.Value))];
    }

    public void Section<T>(SectionReader<T> reader, T target)
    {
        if (section.Value is { Length: > 0 })
        {
            failures.Add(new OptionFailure(key, "must be a section with keys of its own, not a value."));
            return;
        }

        reader.Read(section, key + ":", root, target, failures);
    }

    private const string DurationRule =
        "must be a duration written hh:mm:ss, such as 00:00:30 for 30 seconds; a number alone would mean days. " + ConsoleHint.NotInConsole;

    private bool IsScalar() => IsScalarSilently() || Fail(false, "must be one value, not an array or a section.");

    private bool IsScalarSilently() => !section.GetChildren().Any();

    private T Fail<T>(T current, string text)
    {
        failures.Add(new OptionFailure(key, text));
        return current;
    }
}
