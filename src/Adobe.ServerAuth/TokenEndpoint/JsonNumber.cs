using System.Globalization;
using System.Text.Json;

namespace Adobe.ServerAuth.TokenEndpoint;

// IMS and its stand-ins write numbers as numbers and as strings.
internal static class JsonNumber
{
    public static double? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => number,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
