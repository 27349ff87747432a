using System.Collections.Concurrent;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Options;

namespace MultiOrganization;

/// <summary>Stands for the application's database. A name that it does not have is left alone, and so stays unknown.</summary>
internal sealed class OrganizationTable(Uri imsEndpoint) : IConfigureNamedOptions<AdobeServerAuthOptions>
{
    private readonly ConcurrentDictionary<string, EmulatedCredential> _rows = new();

    public void Add(string organization, EmulatedCredential credential) => _rows[organization] = credential;

    public void Remove(string organization) => _rows.TryRemove(organization, out _);

    public void Configure(string? name, AdobeServerAuthOptions options)
    {
        if (name is not null && _rows.TryGetValue(name, out var row))
        {
            options.ClientId = row.ClientId;
            options.ClientSecret = row.ClientSecrets[^1];
            options.Scopes = [.. row.Scopes];
            options.OrganizationId = row.OrganizationId;
            options.ImsEndpoint = imsEndpoint;
        }
    }

    public void Configure(AdobeServerAuthOptions options) => Configure(Options.DefaultName, options);
}
