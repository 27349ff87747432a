using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// Reads the options of a credential by its name. Not through the monitor: after an invalid change that throws for every reader and tells
// nobody. And not through the container's options factory: that validates first, and an unknown name would look like an empty credential.
internal sealed class CredentialOptionsReader(
    IEnumerable<IConfigureOptions<AdobeServerAuthOptions>> setups,
    IEnumerable<IPostConfigureOptions<AdobeServerAuthOptions>> postSetups,
    IEnumerable<IValidateOptions<AdobeServerAuthOptions>> validators,
    RegisteredCredentials registered) : ICredentialReader
{
    private readonly OptionsFactory<AdobeServerAuthOptions> _options = new(setups, postSetups);

    // The application's own; ours is part of making the settings.
    private readonly IValidateOptions<AdobeServerAuthOptions>[] _validators = [.. validators.Where(validator => validator is not CredentialOptionsValidator)];

    // Whether code of the application's own sees each name that is asked for. The delegates of the framework are bound to one name, or see none.
    public bool MayComeAtRunTime { get; } =
        setups.OfType<IConfigureNamedOptions<AdobeServerAuthOptions>>().Any(setup => IsOfApplication(setup, setup is ConfigureNamedOptions<AdobeServerAuthOptions>))
        || postSetups.Any(setup => IsOfApplication(setup, setup is PostConfigureOptions<AdobeServerAuthOptions>));

    // Whether the options of a name that is not registered are set at this moment.
    public bool Sets(string name)
    {
        try
        {
            return IsSet(_options.Create(name));
        }
        catch (Exception)
        {
            // The application's own code, which sets the options: it shows when that credential is used.
            return true;
        }
    }

    // Null when nothing sets a client id for the name.
    public CredentialSettings? Read(string name)
    {
        var options = _options.Create(name);
        if (!IsSet(options) && !registered.Has(name))
        {
            return null;
        }

        // Before the key is read, so that nothing is to be freed when one of them throws.
        var others = _validators.Select(validator => validator.Validate(name, options)).Where(result => result.Failed).SelectMany(result => result.Failures ?? []).ToArray();
        var (settings, failures) = CredentialSettings.Read(name, options);
        if (settings is not null && registered.SharingOf(name) is not null)
        {
            failures = [.. settings.ClientSecrets.TooShortToShare().Select(key => SecretTooShort(name, options, key))];
        }

        if (failures.Count + others.Length == 0)
        {
            return settings!;
        }

        settings?.Dispose();
        throw InvalidConfigurationException.Of(name, typeof(AdobeServerAuthOptions), [.. failures, .. others]);
    }

    private static bool IsSet(AdobeServerAuthOptions options) =>
        options.ClientId is not null || options.CredentialFile is not null || options.SectionFailures.Count > 0;

    private static bool IsOfApplication(object setup, bool isDelegate) =>
        !isDelegate && setup.GetType().Assembly is var assembly && assembly != typeof(SectionSetup).Assembly && assembly != typeof(Options).Assembly;

    private static string SecretTooShort(string name, AdobeServerAuthOptions options, string key) =>
        new OptionFailure(options.SectionPath, key, FormattableString.Invariant(
            $"must have {ClientSecrets.ShortestToShare} characters at least while its tokens are shared (AddDistributedTokenCache): they are sealed with it, and a short one can be guessed by who can read the cache. ") + ConsoleHint.ClientSecret)
            .ToLine(nameof(AdobeServerAuthOptions)) + (name.Length == 0 || options.SectionPath is not null ? "" : $" (credential '{SafeText.Clean(name)}')");
}
