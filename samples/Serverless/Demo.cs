using System.Diagnostics;
using System.Globalization;
using Adobe.ServerAuth.Testing;

namespace Serverless;

/// <summary>Plays the platform: it starts the function, freezes it, and thaws it.</summary>
internal sealed class Demo(Function function, ImsEmulator adobe, World world, FreezableClock clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ShowFrozenProcessAsync(cancellationToken);
        await ShowFrozenRenewalAsync(cancellationToken);
    }

    private async Task ShowFrozenProcessAsync(CancellationToken cancellationToken)
    {
        Title("The process is frozen for 25 hours, and its monotonic clock with it");
        clock.Freeze(TimeSpan.FromHours(25));
        Console.WriteLine(FormattableString.Invariant($@"the cache counts on its token for another {function.Status.UsableFor:hh\:mm\:ss}, and it ended an hour ago"));
        await CallAsync("event", cancellationToken);
        await CallAsync("next event", cancellationToken);
    }

    private async Task ShowFrozenRenewalAsync(CancellationToken cancellationToken)
    {
        Title("The process is frozen in the middle of a renewal in the background");
        world.Pass(function.Status.UsableFor!.Value - TimeSpan.FromSeconds(30));
        adobe.FailNext(ImsFault.Silence());
        var before = adobe.TokenRequestCount;
        Console.WriteLine($"event in the last minutes of the token: {(int)await function.HandleAsync(cancellationToken)}");
        await WaitForTokenRequestAsync(before);
        clock.Freeze(TimeSpan.FromHours(1));
        Console.WriteLine("an hour later, the answer of IMS is lost");
        await CallAsync("event", cancellationToken);
    }

    private async Task CallAsync(string name, CancellationToken cancellationToken)
    {
        var (api, ims, start) = (adobe.ApiRequestCount, adobe.TokenRequestCount, Stopwatch.GetTimestamp());
        var status = await function.HandleAsync(cancellationToken);
        var answers = string.Join(", then ", adobe.ApiRequests.Skip(api).Select(request => request.StatusCode));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {(int)status}; the API answered {answers}; token requests: {adobe.TokenRequestCount - ims}; {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms"));
    }

    // Until it has reached IMS, which will not answer. With Cache:RefreshBeforeExpiry and RefreshJitter at zero there is none.
    private async Task WaitForTokenRequestAsync(int before)
    {
        for (var start = Stopwatch.GetTimestamp(); adobe.TokenRequestCount == before && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5);)
        {
            await Task.Delay(10);
        }
    }

    private static void Title(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
    }
}
