using System.Text.RegularExpressions;
using Adobe.ServerAuth;

namespace FireflyServices;

/// <summary>
/// The last look before a request leaves, redirects and second attempts included: a token goes to Firefly's hosts, and to none of the other
/// hosts below adobe.io, some of which run code of Adobe's customers.
/// </summary>
internal sealed class FireflyHosts : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.SendAsync(request, cancellationToken);
    }

    // HttpClient.Send comes here, and never to SendAsync.
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.Send(request, cancellationToken);
    }

    private static void Check(HttpRequestMessage request)
    {
        var host = request.RequestUri!.IdnHost;
        if (request.Headers.Contains("Authorization") && !Regex.IsMatch(host, @"^firefly-(api|epo[0-9]+)\.adobe\.io\z"))
        {
            throw new RequestBlockedException($"A request to {host} was not sent: it is none of Firefly's hosts, and would have got the token.") { Host = host };
        }
    }
}
