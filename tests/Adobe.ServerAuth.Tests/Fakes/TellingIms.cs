using System.Collections.Concurrent;
using System.Net;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>IMS of both flows. Its tokens tell whose they are: the client id, a dot, and a number.</summary>
internal sealed class TellingIms
{
    private readonly ConcurrentDictionary<string, int> _issued = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> _treatments = new(StringComparer.Ordinal);

    public TellingIms() => Handler = new StubHandler(AnswerAsync);

    public StubHandler Handler { get; }

    public IReadOnlyList<SeenRequest> SeenOf(string client) => [.. Handler.Seen.Where(request => request.Field("client_id") == client)];

    /// <summary>Answers one client in another way.</summary>
    public void Treat(string client, Func<CancellationToken, Task<HttpResponseMessage>> answer) => _treatments[client] = answer;

    public void Refuse(string client) =>
        Treat(client, _ => Task.FromResult(Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"))));

    public static bool IsExchange(SeenRequest request) => request.Address!.AbsolutePath.StartsWith("/ims/exchange/jwt", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = await SeenRequest.OfAsync(request);
        var client = seen.Field("client_id")!;
        if (_treatments.TryGetValue(client, out var treatment))
        {
            return await treatment(cancellationToken);
        }

        // Seconds in one flow, milliseconds in the other.
        var number = _issued.AddOrUpdate(client, 1, static (_, count) => count + 1);
        return Make.Response(HttpStatusCode.OK, Make.TokenJson($"{client}.{number}", IsExchange(seen) ? 86399000 : 86399));
    }
}
