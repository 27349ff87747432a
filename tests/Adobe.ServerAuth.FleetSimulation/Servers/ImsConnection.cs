using System.Web;
using Adobe.ServerAuth.FleetSimulation.Time;

namespace Adobe.ServerAuth.FleetSimulation.Servers;

// The way of one process to IMS. What was sent arrives even if its sender is gone by then.
internal sealed class ImsConnection(Ims ims, int machine, EventQueue events, MachineClock clock, Random random) : HttpMessageHandler
{
    private static readonly TimeSpan ShortestTrip = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestTrip = TimeSpan.FromMilliseconds(600);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fields = HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
        var form = fields.AllKeys.ToDictionary(name => name!, name => fields[name]!);
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var half = (ShortestTrip + ((LongestTrip - ShortestTrip) * random.NextDouble())) / 2;
        events.In(half, () =>
        {
            if (ims.Answer(machine, form) is { } response)
            {
                clock.In(half, () => answer.TrySetResult(response));
            }
        });
        await using var registration = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        return await answer.Task;
    }
}
