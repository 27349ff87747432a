using System.Net;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Issues tokens that say whose they are. For one client it never answers.</summary>
internal sealed class TenantIms(string silentFor = "") : HttpMessageHandler
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public static string TokenOf(string client) => "token-of-" + client;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var form = await request.Content!.ReadAsStringAsync(cancellationToken);
        var client = form.Split('&').Single(field => field.StartsWith("client_id=", StringComparison.Ordinal)).Split('=')[1];
        if (client == silentFor)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        return Make.Response(HttpStatusCode.OK, $$"""{"access_token":"{{TokenOf(client)}}","token_type":"bearer","expires_in":86399}""");
    }
}
