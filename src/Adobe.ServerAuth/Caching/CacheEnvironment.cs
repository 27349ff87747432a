using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching;

// What all caches of an application share.
internal sealed class CacheEnvironment(TimeProvider clock, ILogger logger, TokenMetrics metrics, Func<double> random)
{
    public CacheEnvironment(TimeProvider clock, ILogger logger, TokenMetrics metrics)
        : this(clock, logger, metrics, static () => Random.Shared.NextDouble())
    {
    }

    public TimeProvider Clock { get; } = CoarseTimeProvider.For(clock);

    public ILogger Logger { get; } = UnfailingLogger.Around(logger);

    public TokenMetrics Metrics { get; } = metrics;

    // From 0 to 1.
    public double Draw() => random();
}
