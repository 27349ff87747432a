using Adobe.ServerAuth.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.House;

// What the library says of a value, in an otherwise valid credential.
internal static class OptionVerdict
{
    public static bool OnKey(string key, string? value)
    {
        (string, string?)[] changes = key.StartsWith("Jwt:", StringComparison.Ordinal) ? [.. JwtSection.Valid, (key, value)] : [(key, value)];
        return Accepts(() => Section.Read(changes));
    }

    public static bool OnTimeoutOfWarmUp(TimeSpan value)
    {
        using var services = new ServiceCollection().AddAdobeServerAuth(options => options.ClientId = "a").AddWarmUp(options => options.Timeout = value).Services.BuildServiceProvider();
        return Accepts(() => services.GetRequiredService<IOptionsMonitor<WarmUpOptions>>().Get(Options.DefaultName));
    }

    private static bool Accepts(Func<object> read)
    {
        try
        {
            read();
            return true;
        }
        catch (OptionsValidationException)
        {
            return false;
        }
    }
}
