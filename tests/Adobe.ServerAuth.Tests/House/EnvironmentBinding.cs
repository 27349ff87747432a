using System.Collections;
using System.Security.Cryptography;
using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Tests.House;

// Sets a key as the environment has it, and looks whether its option got the value.
internal static class EnvironmentBinding
{
    private static readonly string Prefix = "Test" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8)) + "_";

    public static IEnumerable<string> Failures(OptionRow row, OptionProperty option)
    {
        var (text, value) = Sample(option);
        if (!Binds(row.EnvironmentName, text, option, value))
        {
            yield return $"{row.Place}: {row.EnvironmentName} does not set {option.Key}";
        }

        if (row.Type.Contains("array", StringComparison.Ordinal) != Binds(row.EnvironmentName + "__0", "one", option, option.Type == typeof(string) ? "one" : (string[])["one"]))
        {
            yield return $"{row.Place}: {row.EnvironmentName}__0 should set {option.Key} if it may be an array, and not otherwise";
        }
    }

    private static (string Text, object Value) Sample(OptionProperty option) =>
        option.Type == typeof(string) ? ("a sample", "a sample")
        : option.Type == typeof(TimeSpan) ? ("00:01:30.5", TimeSpan.FromSeconds(90.5))
        : option.Type == typeof(int) ? ("5000", 5000)
        : option.Type == typeof(bool) ? (option.Default is true ? ("false", false) : ("true", true))
        : option.Type == typeof(Uri) ? ("https://ims.example/ims/", new Uri("https://ims.example/ims/"))
        : option.Type == typeof(ServerAuthFlow) ? ("jwt", ServerAuthFlow.Jwt)
        : option.Type == typeof(IList<string>) ? ("one, two", (string[])["one", "two"])
        : throw new NotSupportedException($"No sample of {option.Type}.");

    private static bool Binds(string name, string text, OptionProperty option, object value)
    {
        var options = new AdobeServerAuthOptions();
        Environment.SetEnvironmentVariable(Prefix + name, text);
        try
        {
            var section = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build().GetSection(AdobeServerAuthSection.DefaultPath);
            AdobeServerAuthSection.Read(section, options, section.Path, null, []);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Prefix + name, null);
        }

        var read = option.ValueIn(options);
        return options.SectionFailures.Count == 0
            && (read is IList list && value is string[] expected ? list.Cast<string>().SequenceEqual(expected) : Equals(read, value));
    }
}
