namespace QuickStart;

/// <summary>The command line of this sample.</summary>
internal static class Arguments
{
    public const string Help = """
        Shows what Adobe.ServerAuth does, step by step.

        Usage: dotnet run --project samples/QuickStart [-- options]

        Without options and configuration, Adobe is an emulator in this process.

          --credential-file <path>   the file that you downloaded from Adobe's console
          --credential-name <name>   the credential in that file, if it has several
          --private-key-file <path>  the private key of a Service Account (JWT)
          --QuickStart:Api <url>     the address of an Adobe API to call
          --<key> <value>            any other configuration key, such as
                                     --AdobeServerAuth:ClientId
          -h, --help                 this text

        Keys can be set in the environment as well, with __ in the place of a colon.
        NO_COLOR=1 turns colors off.

        Exit codes: 0 all steps succeeded, 1 a step failed or the configuration is
        invalid, 2 an argument is unknown.
        """;

    /// <summary>The configuration keys behind the short options.</summary>
    public static readonly IReadOnlyDictionary<string, string> ShortOptions = new Dictionary<string, string>
    {
        ["--credential-file"] = "AdobeServerAuth:CredentialFile",
        ["--credential-name"] = "AdobeServerAuth:CredentialName",
        ["--private-key-file"] = "AdobeServerAuth:Jwt:PrivateKeyFile",
    };

    public static bool AskForHelp(string[] args) => args.Any(argument => argument is "-h" or "--help" or "-?");

    /// <summary>The first argument that is neither an option, nor a configuration key, nor the value of one; null if there is none.</summary>
    public static string? Unknown(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            if (!ShortOptions.ContainsKey(name) && name != "--environment" && !(name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':')))
            {
                return args[i];
            }

            if (!args[i].Contains('=') && ++i == args.Length)
            {
                return $"{name} without a value";
            }
        }

        return null;
    }
}
