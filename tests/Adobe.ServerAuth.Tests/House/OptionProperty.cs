using System.Collections;
using System.Globalization;

namespace Adobe.ServerAuth.Tests.House;

// What can be set of an options class, with its key as configuration has it.
internal sealed record OptionProperty(string Key, Type Type, object? Default)
{
    public static IReadOnlyList<OptionProperty> OfCredentials { get; } = [.. Of(new AdobeServerAuthOptions())];

    public string Name => Key.Split(':')[^1];

    // Null when there is none.
    public string? DefaultText => Default switch
    {
        null or "" => null,
        bool flag => flag ? "true" : "false",
        string text => text,
        TimeSpan span => span.ToString("c").TrimEnd('0') is var text && span.Ticks % TimeSpan.TicksPerSecond != 0 ? text : span.ToString("c"),
        IEnumerable list => list.Cast<object>().Any() ? string.Join(',', list.Cast<object>()) : null,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    public static IEnumerable<OptionProperty> Of(object options, string prefix = "") => options.GetType().GetProperties().SelectMany(property =>
        property.PropertyType.IsClass && property.PropertyType.Assembly == options.GetType().Assembly
            ? Of(property.GetValue(options)!, prefix + property.Name + ":")
            : [new OptionProperty(prefix + property.Name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.GetValue(options))]);

    public object? ValueIn(object options) => Key.Split(':').Aggregate((object?)options, (holder, name) => holder?.GetType().GetProperty(name)!.GetValue(holder));
}
