using System.Diagnostics.Metrics;
using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>The one place here that makes a cache. Its thousands of renewals are counted where no other test counts.</summary>
internal static class ModelCaches
{
    private static readonly TokenMetrics Metrics = TokenMetrics.Of(static () => new Meter("Adobe.ServerAuth.Tests.Model"));

    public static CachingTokenProvider Of(Generation first, TimeProvider clock, Func<double> random) =>
        new(first.Source, new CacheEnvironment(clock, NullLogger.Instance, Metrics, random), null);
}
