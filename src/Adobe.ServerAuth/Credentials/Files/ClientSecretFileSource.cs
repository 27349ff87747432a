using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// Completes options with the client secret in the file they name, as vaults and Kubernetes mount it.
internal static class ClientSecretFileSource
{
    private const string Key = nameof(AdobeServerAuthOptions.ClientSecretFile);
    private const int Longest = 4 * 1024;

    // Null when the file can not be used; the options themselves when they name none.
    public static AdobeServerAuthOptions? Complete(AdobeServerAuthOptions options, OptionRules rules, FollowedFiles files)
    {
        if (string.IsNullOrWhiteSpace(options.ClientSecretFile))
        {
            return options;
        }

        var other = !string.IsNullOrEmpty(options.ClientSecret) ? nameof(options.ClientSecret) : options.ClientSecretSource is null ? null : nameof(options.UseClientSecret);
        if (!rules.Check(other is null, Key, $"must not be set beside {other}: it would not be clear which of the two is sent."))
        {
            return null;
        }

        var content = SecretFile.Read(options.ClientSecretFile!, Longest, ConsoleHint.ClientSecret, out var fault, out var isOpenToOthers);
        if (!rules.Check(content is not null, Key, ValueRules.OfPath(options.ClientSecretFile!) ?? fault!))
        {
            return null;
        }

        files.Add(options.ClientSecretFile!, Longest, content!, isOpenToOthers);

        // Editors and echo end a file with a line break.
        var secret = SecretFile.Text(content!).Trim();
        Array.Clear(content!, 0, content!.Length);
        if (ValueRules.OfSecret(secret, ValueRules.IsEmulator(options)) is { } secretFault)
        {
            rules.Refuse([Key], "names a file whose content " + secretFault);
            return null;
        }

        if (!rules.Check(secret.Length is > 0 and < Longest && SecretText.IsValid(secret), Key, "names a file that does not hold a client secret and nothing else. " + ConsoleHint.ClientSecret))
        {
            return null;
        }

        var completed = options.Copy();
        completed.ClientSecret = secret;
        return completed;
    }
}
