using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;

namespace Adobe.ServerAuth.Benchmarks.Timings;

// Through a transport without sockets.
public abstract class StubbedApiRequestLines : AllApiRequestLines
{
    private static readonly string[] Headers = ["Authorization", "x-api-key", "x-gw-ims-org-id"];

    private protected async Task SetupAsync(bool answersLater, Action<HttpClient> configure)
    {
        var transports = new List<ApiTransport>();
        var sent = -1;
        var clients = new ApiClients(
            "https://api.example.com/",
            () =>
            {
                transports.Add(new ApiTransport(answersLater) { Looks = request => sent = Headers.Count(request.Headers.NonValidated.Contains) });
                return transports[^1];
            },
            configure);
        await UseAsync(clients, () => sent);
        transports.ForEach(transport => transport.Looks = null);
    }
}
