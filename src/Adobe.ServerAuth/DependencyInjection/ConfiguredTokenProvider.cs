using System.Collections.Concurrent;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// The provider of one named credential, kept true to its options as they change. The application's code, which sets the options, runs
// under no lock of ours: it may hold locks of its own.
internal sealed class ConfiguredTokenProvider : IDisposable
{
    private const int MostRestarts = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // Of this process, as several credentials may stand in one file.
    private static readonly ConcurrentDictionary<string, bool> ToldFiles = new(StringComparer.Ordinal);

    private readonly object _gate = new();
    private readonly string _name;
    private readonly ICredentialReader _reader;
    private readonly TokenProviderParts _parts;
    private readonly ILogger _logger;
    private CredentialSettings _settings;
    private volatile ITokenProvider _current;
    private volatile InvalidChange? _invalidChange;
    private TaskCompletionSource<bool>? _reloading;
    private bool _reloadsAgain;
    private int _restarts;
    private long _restartedAt;
    private volatile bool _disposed;

    public ConfiguredTokenProvider(string name, CredentialSettings settings, ICredentialReader reader, TokenProviderParts parts, ILogger logger, IDisposable? owned = null)
    {
        _name = name;
        _reader = reader;
        _parts = parts;
        _logger = logger;
        _settings = settings;
        var source = parts.Source(settings, Following(settings));
        _current = source.Inner;
        Provider = parts.Caching(source, owned);
        TellOpenFiles(settings);
    }

    public CachingTokenProvider Provider { get; }

    // What is handed out.
    public ITokenProvider Facade { get; init; } = null!;

    public TimeSpan? InvalidChangeAge => _invalidChange is { } change ? _parts.Clock.GetElapsedTime(change.Since) : null;

    private string Whose => _name.Length == 0 ? "" : $" of credential '{SafeText.Clean(_name)}'";

    public void Reload() => TryReload();

    public CredentialStatus GetStatus() => Provider.GetStatus(InvalidChangeAge);

    public void Dispose()
    {
        _disposed = true;
        Provider.Dispose();
    }

    // One at a time: who comes meanwhile has the other one do it once more. Null for who has done it; otherwise what ends when it is done.
    private Task<bool>? TryReload()
    {
        TaskCompletionSource<bool> ended;
        lock (_gate)
        {
            if (_reloading is not null)
            {
                _reloadsAgain = true;
                return _reloading.Task;
            }

            ended = _reloading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            do
            {
                ReloadOnce();
            }
            while (IsToReloadAgain());
        }
        finally
        {
            lock (_gate)
            {
                _reloading = _reloading == ended ? null : _reloading;
            }

            ended.SetResult(true);
        }

        return null;
    }

    private bool IsToReloadAgain()
    {
        lock (_gate)
        {
            var isToReload = _reloadsAgain;
            _reloadsAgain = false;
            _reloading = isToReload ? _reloading : null;
            return isToReload;
        }
    }

    // Most credentials come from no file, and keep nothing for it.
    private ConfiguredTokenProvider? Following(CredentialSettings settings) => settings.Files is null ? null : this;

    // A file that differs whenever it is read must not keep anyone from asking IMS.
    private bool IsFirstOfFew()
    {
        lock (_gate)
        {
            var now = _parts.Clock.GetTimestamp();
            if (_parts.Clock.GetElapsedTime(_restartedAt, now) >= Window)
            {
                (_restartedAt, _restarts) = (now, 0);
            }

            return ++_restarts <= MostRestarts;
        }
    }

    // Whether another one has taken the place of the one that asks by then.
    public async Task<bool> ReloadFilesAsync(ITokenProvider asking)
    {
        if (TryReload() is { } running)
        {
            try
            {
                // Not for ever: the application's code, which sets the options elsewhere, may wait for this.
                await running.WaitAsync(LongestWait, _parts.Clock).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The next token request will see.
            }
        }

        return !ReferenceEquals(_current, asking) && IsFirstOfFew();
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
        catch (AdobeServerAuthException e)
        {
            // Of a credential file that the application's code reads, say.
            Tell(e.Message);
        }
        catch (Exception e)
        {
            // The application's own code may throw anything while it sets the options; nobody would see it from here.
            Tell(e.GetType().Name + " was thrown while the options were set.");
        }
    }

    private CredentialSettings? Read()
    {
        if (_reader.Read(_name) is not { } settings)
        {
            Tell("nothing sets a client id any more.");
            return null;
        }

        if (_invalidChange is not null)
        {
            _invalidChange = null;
            _logger.ValidAgain(Whose);
        }

        return settings;
    }

    private void Apply(CredentialSettings changed)
    {
        var isSame = changed.SameAs(_settings);
        if (isSame && !changed.HasCode && (changed.Files is null) == (_settings.Files is null))
        {
            _settings.Files = changed.Files;
            TellOpenFiles(changed);
            changed.Dispose();
            return;
        }

        changed.ClientSecrets.PreferAs(_settings.ClientSecrets);

        // A provider that has been disposed meanwhile releases what it is given.
        var keepsToken = changed.Identity.Equals(_settings.Identity);
        var source = _parts.Source(changed, Following(changed));
        _settings = changed;
        Provider.Replace(source, keepsFailures: isSame);
        _current = source.Inner;
        TellOpenFiles(changed);
        if (isSame)
        {
            // Only the application's own code may be another object than before.
            return;
        }

        _logger.ConfigurationChanged(Whose, keepsToken ? "stays good" : "is dropped, since it belongs to the old credential");
    }

    private void TellOpenFiles(CredentialSettings settings)
    {
        foreach (var path in settings.Files?.OpenToOthers ?? [])
        {
            if (_logger.IsEnabled(LogLevel.Warning) && ToldFiles.TryAdd(path, true))
            {
                _logger.SecretFileOpenToOthers(SafeText.Clean(path) ?? "", Whose);
            }
        }
    }

    // A watcher may fire several times for one change.
    private void Tell(string failure)
    {
        if (failure != _invalidChange?.Failure)
        {
            _invalidChange = new InvalidChange(failure, _invalidChange?.Since ?? _parts.Clock.GetTimestamp());
            _logger.InvalidChange(Whose, failure);
        }
    }
}
