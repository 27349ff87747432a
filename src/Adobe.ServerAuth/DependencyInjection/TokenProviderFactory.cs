using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Polly;

namespace Adobe.ServerAuth.DependencyInjection;

// One provider for each name that was asked for. It alone subscribes to changes of the options, for all of them.
internal sealed class TokenProviderFactory : ITokenProviderFactory, ICredentialStatusSource, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ConfiguredTokenProvider>> _providers = new(StringComparer.Ordinal);
    private readonly FailedMakings _failed;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly CredentialOptionsReader _options;
    private readonly RegisteredCredentials _registered;
    private readonly IHttpClientFactory _clients;
    private readonly ILoggerFactory _loggers;
    private readonly TokenRequestEnvironment _environment;
    private readonly ILogger _logger;
    private readonly IServiceProvider _services;

    // For all credentials that come at run time, of which there may be many.
    private readonly Lazy<TokenProviderParts> _unregistered;
    private int _changes;
    private volatile bool _disposed;

    public TokenProviderFactory(
        CredentialOptionsReader options,
        RegisteredCredentials registered,
        IEnumerable<IOptionsChangeTokenSource<AdobeServerAuthOptions>> changes,
        IHttpClientFactory clients,
        ILoggerFactory loggers,
        IServiceProvider services)
    {
        _options = options;
        _registered = registered;
        _clients = clients;
        _loggers = loggers;
        _services = services;

        // Whoever wants Polly's telemetry has Polly.Extensions register a builder that tells it.
        _environment = new TokenRequestEnvironment(
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetService<IMeterFactory>() is { } meters ? TokenMetrics.Of(() => meters.Create(AdobeServerAuthTelemetry.MeterName, ServerAuthActivities.Version)) : TokenMetrics.OfProcess,
            services.GetService<ResiliencePipelineBuilder>()?.TelemetryListener);
        _failed = new(_environment.Clock);
        _logger = UnfailingLogger.Around(loggers.CreateLogger(typeof(AdobeServerAuthOptions).FullName!));
        _unregistered = new(() => PartsWith(ImsHttpClient.Name, Options.DefaultName), LazyThreadSafetyMode.PublicationOnly);
        foreach (var change in changes)
        {
            _subscriptions.Add(ChangeToken.OnChange(change.GetChangeToken, () => Reload(change.Name)));
        }
    }

    public ITokenProvider GetProvider(string name) => Find(name).Facade;

    public CachingTokenProvider Get(string name) => Find(name).Provider;

    public CredentialStatus GetStatus(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfDisposed();
        return _providers.TryGetValue(name, out var known) && known.IsValueCreated ? known.Value.GetStatus()
            : _registered.Has(name) ? _failed.StatusOf(name)
            : throw Unknown(name);
    }

    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_providers.TryRemove(name, out var removed))
        {
            return false;
        }

        // One that is still being made is freed by whoever makes it: nobody waits here for the application's code.
        if (removed.IsValueCreated)
        {
            removed.Value.Dispose();
        }

        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        foreach (var name in _providers.Keys)
        {
            Remove(name);
        }
    }

    private ConfiguredTokenProvider Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfDisposed();
        return _providers.TryGetValue(name, out var known) && known.IsValueCreated ? known.Value : Make(name);
    }

    private void ThrowIfDisposed()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(nameof(IServiceProvider), "The container that the credentials belong to was disposed.");
        }
    }

    private ConfiguredTokenProvider Make(string name)
    {
        var changes = Volatile.Read(ref _changes);
        var made = _providers.GetOrAdd(name, NewLazy);
        var provider = made.Value;

        // A change while it was being made has passed it by.
        if (Volatile.Read(ref _changes) != changes)
        {
            provider.Reload();
        }

        if (_disposed)
        {
            Forget(name, made);
        }

        if (!_providers.TryGetValue(name, out var kept) || kept != made)
        {
            // Removed while it was being made.
            provider.Dispose();
        }

        return provider;
    }

    private Lazy<ConfiguredTokenProvider> NewLazy(string name)
    {
        Lazy<ConfiguredTokenProvider> made = null!;
        return made = new(() =>
        {
            try
            {
                var provider = Create(name);
                _failed.Forget(name);
                return provider;
            }
            catch (Exception)
            {
                if (_registered.Has(name))
                {
                    _failed.Add(name);
                }

                // What is wrong today may be right tomorrow.
                Forget(name, made);
                throw;
            }
        });
    }

    private void Forget(string name, Lazy<ConfiguredTokenProvider> made) =>
        ((ICollection<KeyValuePair<string, Lazy<ConfiguredTokenProvider>>>)_providers).Remove(new(name, made));

    private ConfiguredTokenProvider Create(string name)
    {
        // The options last: when anything throws behind them, nobody frees their key.
        var parts = _registered.Has(name) ? PartsWith(ImsHttpClient.NameFor(name), name) : _unregistered.Value;
        var settings = _options.Read(name) ?? throw Unknown(name);
        return new ConfiguredTokenProvider(name, settings, _options, parts, _logger) { Facade = new NamedTokenProvider(this, name) };
    }

    private TokenProviderParts PartsWith(string imsClient, string name) =>
        new(ImsHttpClient.Invoker(_clients, imsClient), _environment, _loggers, _registered.SharingOf(name)?.Invoke(_services));

    private void Reload(string? name)
    {
        Interlocked.Increment(ref _changes);
        foreach (var pair in _providers)
        {
            if (pair.Value.IsValueCreated && (name is null || name == pair.Key))
            {
                pair.Value.Value.Reload();
            }
        }
    }

    private CredentialException Unknown(string name)
    {
        var known = _registered.Names.Concat(_providers.Where(pair => pair.Value.IsValueCreated).Select(pair => pair.Key)).Distinct(StringComparer.Ordinal).ToArray();
        var remedy = name.Length == 0
            ? $"Register it with AddAdobeServerAuth(), or choose another one: for an HTTP client with AddAdobeServerAuthHandler(name), for a request with {nameof(AdobeServerAuthRequestExtensions.UseAdobeCredential)}."
            : "Register it with AddAdobeServerAuth(name, …), or set its options with an IConfigureNamedOptions<AdobeServerAuthOptions>.";
        return new CredentialException($"There is no credential {CredentialNameText.Of(name)}{CredentialNameText.DidYouMean(name, known)} Known: {CredentialNameText.List(known)}. {remedy}")
        {
            CredentialName = name.Length == 0 ? null : name,
        };
    }
}
