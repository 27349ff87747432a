using System.Collections.Concurrent;
using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Caching.Sharing;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// The distributed caches that tokens are shared through: one view of each, for all credentials that use it.
internal sealed class SharedTokenStores(IServiceProvider services, ILoggerFactory loggers)
{
    // By its name: the package that it is in is none of ours.
    private const string InMemory = "Microsoft.Extensions.Caching.Distributed.MemoryDistributedCache";

    private readonly ConcurrentDictionary<object, Lazy<SharedTokenStore>> _stores = new();
    private readonly object _unkeyed = new();
    private readonly ILogger _logger = UnfailingLogger.Around(loggers.CreateLogger<CachingTokenProvider>());

    public ITokenSharing Sharing(string name, object? serviceKey)
    {
        var cache = (serviceKey is null ? services.GetService<IDistributedCache>() : services.GetKeyedService<IDistributedCache>(serviceKey)) ?? throw Missing(name, serviceKey);
        var store = _stores.GetOrAdd(serviceKey ?? _unkeyed, _ => new(() => Open(cache))).Value;
        return new DistributedTokenSharing(store);
    }

    private SharedTokenStore Open(IDistributedCache cache)
    {
        for (var type = cache.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == InMemory)
            {
                _logger.NothingShared();
            }
        }

        var store = new SharedTokenStore(cache, services.GetService<TimeProvider>() ?? TimeProvider.System, _logger);
        store.Open();
        return store;
    }

    private static OptionsValidationException Missing(string name, object? serviceKey) => new(
        name,
        typeof(AdobeServerAuthOptions),
        [
            "AddDistributedTokenCache needs an IDistributedCache" + (serviceKey is null ? "" : $" with the key '{SafeText.Clean(serviceKey.ToString())}'") + (name.Length == 0 ? "" : $" (credential '{SafeText.Clean(name)}')")
            + ", and none is registered: register the cache that your machines have in common, with AddStackExchangeRedisCache, say, or leave AddDistributedTokenCache out.",
        ]);
}
