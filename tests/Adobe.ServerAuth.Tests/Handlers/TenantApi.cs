using System.Net;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Takes a request only if all that it carries is of the tenant in its path.</summary>
internal sealed class TenantApi : HttpMessageHandler
{
    public static Uri AddressOf(string tenant) => new("https://platform.adobe.io/" + tenant);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Not at once: others go on meanwhile.
        await Task.Yield();
        var tenant = request.RequestUri!.AbsolutePath[1..];
        var client = TenantTable.ClientOf(tenant);
        var isOfTenant = request.Headers.Authorization?.Parameter == TenantIms.TokenOf(client)
            && request.Headers.GetValues("x-api-key").Single() == client
            && request.Headers.GetValues("x-gw-ims-org-id").Single() == TenantTable.OrganizationOf(tenant);
        return new HttpResponseMessage(isOfTenant ? HttpStatusCode.OK : HttpStatusCode.Conflict);
    }
}
