using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Benchmarks.Credentials;

internal sealed class TenantOptions(IEnumerable<Tenant> tenants) : IConfigureNamedOptions<AdobeServerAuthOptions>
{
    private readonly Dictionary<string, Tenant> _tenants = tenants.ToDictionary(tenant => tenant.Name);

    public void Configure(AdobeServerAuthOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, AdobeServerAuthOptions options)
    {
        if (_tenants.TryGetValue(name ?? "", out var tenant))
        {
            tenant.Apply(options);
        }
    }
}
