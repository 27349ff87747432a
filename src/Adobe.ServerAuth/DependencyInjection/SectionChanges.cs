using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Adobe.ServerAuth.DependencyInjection;

internal sealed class SectionChanges(SectionSource source, IServiceProvider services) : IOptionsChangeTokenSource<AdobeServerAuthOptions>
{
    public string Name => source.Name;

    public IChangeToken GetChangeToken() =>
        source.Resolve(services)?.GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);
}
