using System.Net.Http.Headers;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Peers;

// What the documentation of MSAL leaves to its users, in as few lines as they write.
internal sealed class MsalHandler(IConfidentialClientApplication application) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await Msal.GetTokenAsync(application).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
