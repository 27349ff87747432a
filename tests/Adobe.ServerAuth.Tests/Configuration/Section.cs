using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

/// <summary>Reads a section as an application does: through a container.</summary>
internal static class Section
{
    public const string Path = "AdobeServerAuth";

    /// <summary>Sixteen characters that no message can contain by accident.</summary>
    public static string Mark { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(8)).ToLowerInvariant();

    /// <summary>The same as a number that is too long for any type.</summary>
    public static string Digits { get; } = "7" + string.Concat(Mark.Select(c => (char)('0' + (c % 10))));

    /// <summary>The keys of a valid section, with some of them replaced; null takes a key away.</summary>
    public static Dictionary<string, string?> Keys(params IEnumerable<(string Key, string? Value)> changes)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["ClientId"] = Make.ClientId,
            ["ClientSecret"] = Make.Secret,
            ["Scopes"] = "openid,AdobeID",
        };
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                keys.Remove(key);
            }
            else
            {
                keys[key] = value;
            }
        }

        return keys;
    }

    public static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> keys, string path = Path) => new ConfigurationBuilder()
        .AddInMemoryCollection(keys.Select(key => KeyValuePair.Create($"{path}:{key.Key}", key.Value)))
        .Build();

    public static AdobeServerAuthOptions Read(IConfiguration configuration)
    {
        using var services = new ServiceCollection().AddSingleton(configuration).AddAdobeServerAuth().Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value;
    }

    public static AdobeServerAuthOptions Read(params IEnumerable<(string Key, string? Value)> changes) => Read(Configuration(Keys(changes)));

    public static OptionsValidationException Refusal(params IEnumerable<(string Key, string? Value)> changes) =>
        Assert.Throws<OptionsValidationException>(() => Read(changes));

    public static OptionsValidationException RefusalOf(Action<AdobeServerAuthOptions> configure)
    {
        using var services = new ServiceCollection().AddAdobeServerAuth(configure).Services.BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value);
    }

    public static void AssertShowsNoValue(OptionsValidationException refusal)
    {
        foreach (var value in new[] { Mark, Digits, Make.Secret, Make.ClientId })
        {
            Leaks.AssertNone(value, [.. refusal.Failures, refusal.Message, refusal.ToString()]);
        }
    }
}
