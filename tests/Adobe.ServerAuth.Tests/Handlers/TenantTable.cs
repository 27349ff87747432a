using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A credential for every name, as a database of customers would have it.</summary>
internal sealed class TenantTable : IConfigureNamedOptions<AdobeServerAuthOptions>
{
    public static string ClientOf(string tenant) => "client-of-" + tenant;

    public static string OrganizationOf(string tenant) => tenant + "@AdobeOrg";

    public void Configure(AdobeServerAuthOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, AdobeServerAuthOptions options)
    {
        if (name is { Length: > 0 })
        {
            options.ClientId = ClientOf(name);
            options.ClientSecret = Guid.NewGuid().ToString();
            options.Scopes = ["openid"];
            options.OrganizationId = OrganizationOf(name);
        }
    }
}
