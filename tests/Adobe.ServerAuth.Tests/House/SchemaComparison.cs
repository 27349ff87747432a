using System.Text.Json.Nodes;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Tests.House;

// Compares the schema of the section with the options, and its verdict with that of the library.
internal static class SchemaComparison
{
    private static readonly string[] Durations =
    [
        "00:00:00", "00:00:00.0000000", "00:00:00.0000001", "0:0:1", "00:00:59.9999999", "00:01:00", "00:01:00.0000000", "00:01:00.0000001", "0.00:04:59", "00:05:00", "00:05:00.0000001", "00:05:01",
        "00:09:59.9999999", "00:10:00", "00:10:00.0000001", "00:11:00", "01:05:00", "23:59:59.9999999", "1.00:00:00", "1.00:00:00.0000001", "1.00:00:01", "2.00:00:00", "-00:00:01", "00:60:00", "24:00:00",
        "300", "00:05", "5m", "00:00:00.00000001", "soon", "",
    ];

    private static readonly string[] Numbers = ["-1", "0", "1", "3", "10", "11", "4095", "4096", "16777216", "16777217", "4294967296", "three", ""];

    private static readonly string[] Secrets = ["ClientSecret", "AlternateClientSecret", "Jwt:PrivateKey", "Jwt:PrivateKeyPassphrase"];

    public static IEnumerable<string> Failures(SettingsSchema schema, IReadOnlyList<OptionRow> rows)
    {
        var keys = schema.OfNamed;
        var known = OptionProperty.OfCredentials;
        return known.Where(option => !keys.ContainsKey(option.Key)).Select(option => $"{option.Key} is not in the schema")
            .Concat(keys.Keys.Where(key => known.All(option => option.Key != key)).Select(key => $"{key} is no option"))
            .Concat(OfDefault(schema))
            .Concat(OfHttpClients(schema))
            .Concat(known.Where(option => keys.ContainsKey(option.Key)).SelectMany(option => Of(schema, option, keys[option.Key], rows)));
    }

    private static IEnumerable<string> OfDefault(SettingsSchema schema)
    {
        var keys = schema.OfDefault;
        return keys.Where(key => key.Key != ApiRequestOptionsSection.HttpClients && key.Value != SettingsSchema.ReferenceTo(key.Key)).Select(key => $"{key.Key} of the default credential is {key.Value}")
            .Concat(keys.Keys.Where(key => !AdobeServerAuthSection.IsKey(key)).Select(key => $"the section does not know {key}"))
            .Concat(schema.OfNamed.Keys.Select(key => key.Split(':')[0]).Distinct().Where(key => !keys.ContainsKey(key)).Select(key => $"the default credential lacks {key}"));
    }

    private static IEnumerable<string> OfHttpClients(SettingsSchema schema)
    {
        var known = OptionProperty.Of(new ApiRequestOptions()).Select(option => option.Name).Append(nameof(ApiRequestOptions.AdditionalAllowedHosts)).ToArray();
        return known.Except(schema.OfHttpClient).Select(name => $"an HTTP client lacks {name}").Concat(schema.OfHttpClient.Except(known).Select(name => $"{name} is no option of an HTTP client"));
    }

    private static IEnumerable<string> Of(SettingsSchema schema, OptionProperty option, JsonObject key, IReadOnlyList<OptionRow> rows)
    {
        var row = rows.Single(row => row.Key == option.Key);
        var types = key["type"] is JsonArray several ? several.Select(type => (string)type!).ToArray() : [(string)key["type"]!];
        string[] expected = option.Type == typeof(int) ? ["integer"] : option.Type == typeof(bool) ? ["boolean"] : row.Type.Contains("array", StringComparison.Ordinal) ? ["string", "array"] : ["string"];
        if (!types.SequenceEqual(expected))
        {
            yield return $"{option.Key} should be of type {string.Join(" or ", expected)}";
        }

        if (key["default"]?.ToString() != option.DefaultText)
        {
            yield return $"the default of {option.Key} should be {option.DefaultText ?? "left out"}";
        }

        foreach (var text in Told(option, row).Where(text => key["description"]?.ToString().Contains(text, StringComparison.OrdinalIgnoreCase) is not true))
        {
            yield return $"the description of {option.Key} does not say: {text}";
        }

        var values = option.Type == typeof(TimeSpan) ? Durations : option.Type == typeof(int) ? Numbers : [];
        foreach (var value in values.Where(value => schema.Accepts(SettingsJson.Of((option.Key, option.Type == typeof(int) ? SettingsJson.Value(value) : value))) != OptionVerdict.OnKey(option.Key, value)))
        {
            yield return $"{option.Key} '{value}' is {(OptionVerdict.OnKey(option.Key, value) ? "valid" : "an error")}, and the schema says otherwise";
        }
    }

    // What whoever writes the key wants to know.
    private static IEnumerable<string> Told(OptionProperty option, OptionRow row)
    {
        yield return option.DefaultText is { } text ? $"Default: {text}" : row.Default.StartsWith("required", StringComparison.Ordinal) ? "Required" : row.Default.StartsWith("none", StringComparison.Ordinal) ? "Default: none" : "Default: ";
        if (OptionRange.Of(row.Rule, option.Type) is { } range)
        {
            yield return range.Text;
        }

        if (Secrets.Contains(option.Key))
        {
            yield return "not in this file";
        }
    }
}
