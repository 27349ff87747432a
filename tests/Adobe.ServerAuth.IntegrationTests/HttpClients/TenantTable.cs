using System.Collections.Concurrent;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>
/// Stands for an application's database of tenants. One may come back with another credential; the old one stays its own.
/// </summary>
internal sealed class TenantTable(ImsEmulator adobe) : IConfigureNamedOptions<AdobeServerAuthOptions>
{
    private readonly ConcurrentDictionary<string, EmulatedCredential> _rows = new();
    private readonly ConcurrentDictionary<string, string> _owners = new();

    public string? Broken { get; set; }

    /// <summary>Gives a tenant a credential that nobody had before.</summary>
    public void Set(string tenant)
    {
        var credential = adobe.AddCredential();
        _owners[credential.ClientId + credential.OrganizationId] = tenant;
        _rows[tenant] = credential;
    }

    /// <summary>Whose client id and organization these are, if they belong together.</summary>
    public string? OwnerOf(string clientId, string organizationId) => _owners.GetValueOrDefault(clientId + organizationId);

    public void Configure(string? name, AdobeServerAuthOptions options)
    {
        if (name is not null && _rows.TryGetValue(name, out var row))
        {
            options.ClientId = row.ClientId;
            options.ClientSecret = name == Broken ? Guid.NewGuid().ToString() : row.ClientSecrets[0];
            options.Scopes = [.. row.Scopes];
            options.OrganizationId = row.OrganizationId;
            options.ImsEndpoint = adobe.ImsEndpoint;
            options.Cache.PermanentFailureCooldown = TimeSpan.FromMinutes(5);
        }
    }

    public void Configure(AdobeServerAuthOptions options) => Configure(Options.DefaultName, options);
}
