using System.Collections.Concurrent;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Handlers;

namespace Adobe.ServerAuth.DependencyInjection;

// One notice for each HTTP client of the container.
internal sealed class OwnAuthorizationNotices
{
    private readonly ConcurrentDictionary<string, OwnAuthorizationNotice> _notices = new(StringComparer.Ordinal);

    public OwnAuthorizationNotice Of(string client) => _notices.GetOrAdd(client, static name => new(HttpClientText.Of(name)));
}
