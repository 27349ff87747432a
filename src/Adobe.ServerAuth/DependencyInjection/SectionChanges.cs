using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Adobe.ServerAuth.DependencyInjection;

internal sealed class SectionChanges(SectionSource source, IServiceProvider services) : IOptionsChangeTokenSource<AdobeServerAuthOptions>
{
    // Resolved once: a change may come while the container is being disposed.
    private readonly IConfiguration? _section = source.Resolve(services);

    public string Name => source.Name;

    public IChangeToken GetChangeToken() => _section?.GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);
}
