using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// The provider of one named credential, kept true to its options as they change.
internal sealed class ConfiguredTokenProvider : IDisposable
{
    private readonly object _gate = new();
    private readonly string _name;
    private readonly CredentialOptionsReader _options;
    private readonly TokenProviderParts _parts;
    private readonly ILogger _logger;
    private CredentialSettings _settings;
    private string? _toldFailure;
    private bool _disposed;

    public ConfiguredTokenProvider(string name, CredentialSettings settings, CredentialOptionsReader options, TokenProviderParts parts, ILogger logger)
    {
        _name = name;
        _options = options;
        _parts = parts;
        _logger = logger;
        _settings = settings;
        Provider = parts.Caching(settings, null);
    }

    public CachingTokenProvider Provider { get; }

    public void Reload()
    {
        lock (_gate)
        {
            if (_disposed || Read() is not { } changed)
            {
                return;
            }

            if (changed.SameAs(_settings))
            {
                changed.Dispose();
                return;
            }

            var source = _parts.Source(changed);
            var keepsToken = changed.Identity == _settings.Identity;
            _settings = changed;
            Provider.Replace(source);
            _logger.ConfigurationChanged(Whose, keepsToken ? "stays good" : "is dropped, since it belongs to the old credential");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Provider.Dispose();
        }
    }

    private string Whose => _name.Length == 0 ? "" : $" of credential '{SafeText.Clean(_name)}'";

    private CredentialSettings? Read()
    {
        try
        {
            if (_options.Read(_name) is not { } settings)
            {
                Tell("nothing sets a client id any more.");
                return null;
            }

            if (_toldFailure is not null)
            {
                _toldFailure = null;
                _logger.ValidAgain(Whose);
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
            _logger.InvalidChange(Whose, failure);
        }
    }
}
