using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Handlers;

// The warning that requests of an HTTP client have an Authorization header of their own. The client keeps it while its handlers are replaced.
internal sealed class OwnAuthorizationNotice(string client)
{
    private int _given;

    public bool IsGiven => Volatile.Read(ref _given) != 0;

    public void Give(ILogger logger, string host)
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            logger.OwnAuthorization(client, host);
        }
    }
}
