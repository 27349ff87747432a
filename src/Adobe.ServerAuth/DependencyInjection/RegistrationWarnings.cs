using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.DependencyInjection;

// Warns once per container about registrations that may be mistakes: when the host starts, or when a provider is first resolved.
internal sealed class RegistrationWarnings(
    RegisteredCredentials registered, CredentialNames names, IEnumerable<ClientWithHandler> clients, IServiceProvider services, ILoggerFactory loggers)
{
    private int _given;

    public void Give()
    {
        if (Interlocked.Exchange(ref _given, 1) != 0)
        {
            return;
        }

        var logger = UnfailingLogger.Around(loggers.CreateLogger(typeof(AdobeServerAuthOptions).FullName!));
        foreach (var sources in registered.Sources.GroupBy(source => source.Name).Where(sources => sources.Skip(1).Any()))
        {
            WarnOfConflict(logger, sources.Key, [.. sources]);
        }

        foreach (var client in clients)
        {
            if (names.WarningOf(client, HandlerRegistration.CredentialOf(services, client.Name)) is { } warning)
            {
                logger.CredentialNotYetKnown(warning);
            }
        }
    }

    // Sources that complete each other are common. Two that name different credentials are not.
    private void WarnOfConflict(ILogger logger, string name, IReadOnlyList<CredentialSource> sources)
    {
        var alone = sources.Select(OptionsOf).ToArray();
        foreach (var (key, values) in new[]
        {
            (nameof(AdobeServerAuthOptions.ClientId), alone.Select(options => options.ClientId).ToArray()),
            (nameof(AdobeServerAuthOptions.CredentialFile), alone.Select(options => options.CredentialFile).ToArray()),
        })
        {
            if (values.OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any())
            {
                logger.ConflictingSources(
                    name.Length == 0 ? "the default credential" : $"credential {CredentialNameText.Of(name)}",
                    key,
                    string.Join(", ", sources.Select((source, i) => (source.InWords, Value: values[i])).Where(source => source.Value is not null).Select(source => source.InWords).Distinct()));
                return;
            }
        }
    }

    private AdobeServerAuthOptions OptionsOf(CredentialSource source)
    {
        var options = new AdobeServerAuthOptions();
        try
        {
            source.Apply(options, services);
        }
        catch (Exception)
        {
            // A delegate that needs what another source sets. An error of its own shows when the credential is used.
        }

        return options;
    }
}
