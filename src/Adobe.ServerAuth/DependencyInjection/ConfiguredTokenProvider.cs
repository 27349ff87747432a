using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// The provider of one named credential, kept true to its options as they change. The application's code, which sets the options, runs
// under no lock of ours: it may hold locks of its own.
internal sealed class ConfiguredTokenProvider : IDisposable
{
    private readonly string _name;
    private readonly CredentialOptionsReader _options;
    private readonly TokenProviderParts _parts;
    private readonly ILogger _logger;
    private CredentialSettings _settings;
    private string? _toldFailure;
    private int _reloads;
    private volatile bool _disposed;

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

    // What is handed out.
    public ITokenProvider Facade { get; init; } = null!;

    private string Whose => _name.Length == 0 ? "" : $" of credential '{SafeText.Clean(_name)}'";

    // One at a time: who comes meanwhile has the other one do it once more.
    public void Reload()
    {
        if (Interlocked.Increment(ref _reloads) > 1)
        {
            return;
        }

        int asked;
        do
        {
            asked = Volatile.Read(ref _reloads);
            ReloadOnce();
        }
        while (Interlocked.CompareExchange(ref _reloads, 0, asked) != asked);
    }

    public void Dispose()
    {
        _disposed = true;
        Provider.Dispose();
    }

    private void ReloadOnce()
    {
        try
        {
            if (!_disposed && Read() is { } changed)
            {
                Apply(changed);
            }
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
    }

    private CredentialSettings? Read()
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

    private void Apply(CredentialSettings changed)
    {
        if (changed.SameAs(_settings))
        {
            changed.Dispose();
            return;
        }

        // A provider that has been disposed meanwhile releases what it is given.
        var keepsToken = changed.Identity.Equals(_settings.Identity);
        Provider.Replace(_parts.Source(changed));
        _settings = changed;
        _logger.ConfigurationChanged(Whose, keepsToken ? "stays good" : "is dropped, since it belongs to the old credential");
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
