using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Caching;

public class ThrowingLoggerTests
{
    [Fact]
    public async Task A_log_that_throws_costs_no_token_and_leaves_nobody_waiting()
    {
        var script = new Testing.ScriptedTokenProvider().Throws(new TokenRequestException("No.")).Returns("token-1").Returns("token-2");
        var clock = new TestClock();
        using var cache = new CachingTokenProvider(script, new TokenCacheOptions(), clock, new ThrowingLogger());

        await Assert.ThrowsAsync<TokenRequestException>(async () => await cache.GetTokenAsync(TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromSeconds(10));
        var token = await cache.GetTokenAsync(TestContext.Current.CancellationToken);
        var renewed = await cache.RenewTokenAsync(token, TestContext.Current.CancellationToken);

        Assert.Equal(("token-1", "token-2"), (token.Value, renewed.Value));
    }

    private sealed class ThrowingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error ? throw new IOException("The log is full.") : true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The log is full.");
    }
}
