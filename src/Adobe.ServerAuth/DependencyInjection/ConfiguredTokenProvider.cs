using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Adobe.ServerAuth.DependencyInjection;

// The provider of a registered credential, kept true to its options as they change. It asks the options factory and not the monitor:
// after an invalid change the monitor throws for every reader and tells nobody.
internal sealed class ConfiguredTokenProvider : IDisposable
{
    private readonly object _gate = new();
    private readonly IOptionsFactory<AdobeServerAuthOptions> _options;
    private readonly TokenProviderParts _parts;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _name = Options.DefaultName;
    private CredentialSettings _settings;
    private string? _toldFailure;

    public ConfiguredTokenProvider(
        IOptionsFactory<AdobeServerAuthOptions> options,
        IEnumerable<IOptionsChangeTokenSource<AdobeServerAuthOptions>> changes,
        IHttpClientFactory clients,
        ILoggerFactory loggers,
        IServiceProvider services)
    {
        _options = options;
        _logger = UnfailingLogger.Around(loggers.CreateLogger(typeof(AdobeServerAuthOptions).FullName!));
        _parts = new TokenProviderParts(ImsHttpClient.Invoker(clients), services.GetService<TimeProvider>() ?? TimeProvider.System, loggers);
        _settings = CredentialSettings.From(_name, options.Create(_name));
        Provider = _parts.Caching(_settings, null);
        foreach (var change in changes.Where(change => change.Name is null || change.Name == _name))
        {
            _subscriptions.Add(ChangeToken.OnChange(change.GetChangeToken, Reload));
        }

        // A change between the first reading and the subscription would go unseen.
        Reload();
    }

    public CachingTokenProvider Provider { get; }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        Provider.Dispose();
    }

    private void Reload()
    {
        lock (_gate)
        {
            if (Read() is not { } changed || changed.SameAs(_settings))
            {
                return;
            }

            var keepsToken = changed.Identity == _settings.Identity;
            _settings = changed;
            Provider.Replace(_parts.Source(changed));
            _logger.ConfigurationChanged(keepsToken ? "stays good" : "is dropped, since it belongs to the old credential");
        }
    }

    private CredentialSettings? Read()
    {
        try
        {
            var settings = CredentialSettings.From(_name, _options.Create(_name));
            if (_toldFailure is not null)
            {
                _toldFailure = null;
                _logger.ValidAgain();
            }

            return settings;
        }
        catch (OptionsValidationException e)
        {
            Tell(string.Join(" ", e.Failures));
        }
        catch (Exception e)
        {
            // The application's own code may throw anything while it sets the options; nobody would see it from here.
            Tell(e.GetType().Name + " was thrown while the options were set.");
        }

        return null;
    }

    // A watcher may fire several times for one change.
    private void Tell(string failure)
    {
        if (failure != _toldFailure)
        {
            _toldFailure = failure;
            _logger.InvalidChange(failure);
        }
    }
}
