using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Observability;

/// <summary>Shows what a renewal looks like in traces, logs and metrics, step by step.</summary>
internal sealed class Tour(IServiceProvider services, ImsEmulator? adobe)
{
    // The logs are written by a thread of the logger's: this is for them to stand where they belong.
    private static readonly TimeSpan TimeToRead = TimeSpan.FromMilliseconds(250);

    // A little more than a token request may take by default.
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromSeconds(40);

    private readonly ApiClient _client = services.GetRequiredService<ApiClient>();
    private readonly RenewalWatch _renewals = services.GetRequiredService<RenewalWatch>();

    // A host takes Ctrl+C and SIGTERM for itself, and tells them by this alone.
    private readonly CancellationToken _stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    public async Task RunAsync()
    {
        await ShowFirstCallAsync();
        await ShowRenewalAsync();
        if (adobe is not null)
        {
            await ShowRefusalAsync(adobe);
        }

        ShowMetrics();
    }

    private async Task ShowFirstCallAsync()
    {
        Page.Title(
            "A call that waits for its token",
            $"""
            One trace. Below "first call": {AdobeServerAuthTelemetry.RenewalActivity}, and below that {AdobeServerAuthTelemetry.TokenRequestActivity};
            then the HTTP client's span of the call itself. A span is printed when it ends, so parents come last. The log of event 100 has the same trace.
            """);
        await CallAsync("first call");
    }

    private async Task ShowRenewalAsync()
    {
        Page.Title(
            "A renewal in the background",
            $"""
            The clock is set to the last minutes of the token. "second call" gets it all the same, and waits for nothing. It causes a renewal, which is no part of
            its trace: {AdobeServerAuthTelemetry.RenewalActivity} has a trace of its own, no parent, and a link to "second call".
            """);
        var clock = services.GetRequiredService<SetClock>();
        var token = await services.GetRequiredService<ITokenProvider>().GetTokenAsync(_stopping);
        clock.SetTo(token.ExpiresAt - LastMinutes(token.ExpiresAt - clock.GetUtcNow()) + TimeSpan.FromSeconds(1));
        await CallAsync("second call");
    }

    private async Task ShowRefusalAsync(ImsEmulator emulator)
    {
        Page.Title(
            "A token that the API refuses",
            """
            It was revoked behind our back. Below "third call" are two spans of the HTTP client, 401 and 200, and the renewal that it needed for the second,
            with the cause "rejected". The log has event 203 in the same trace.
            """);
        emulator.RevokeTokens();
        await CallAsync("third call");
    }

    private void ShowMetrics()
    {
        Page.Title(
            "The metrics",
            $"""
            {AdobeServerAuthTelemetry.TokenRequests} and {AdobeServerAuthTelemetry.Renewals} count; {AdobeServerAuthTelemetry.TokenLifeLeft} tells how much
            time was left when a renewal ended: minutes for one with the cause "due", 0 where there was no token.
            """);

        // A service exports them in intervals. Who ends sooner has to see to it that the last ones get out, or end its host properly, which does the same.
        services.GetRequiredService<MeterProvider>().Shutdown();
    }

    // When a token is due at the latest: Cache:RefreshBeforeExpiry before its end, or a fifth of its life.
    private TimeSpan LastMinutes(TimeSpan life)
    {
        var configured = services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value.Cache.RefreshBeforeExpiry;
        return configured < life / 5 ? configured : life / 5;
    }

    // Each call of the tour causes one renewal.
    private async Task CallAsync(string name)
    {
        var renewal = _renewals.Next();
        var status = await _client.CallAsync(name, _stopping);
        await renewal.WaitAsync(LongestRenewal, _stopping);
        await Task.Delay(TimeToRead, _stopping);
        Console.WriteLine(FormattableString.Invariant($"{name}: the API answered {(int)status}"));
    }
}
