using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Flows;

// One warning for the first use of the JWT flow: docs/ims-protocol.md 10 is the source of its dates.
internal sealed class LegacyCredentialNotice
{
    private static readonly string Guide = $"See {DocumentationLink.To("migrating-from-jwt.md")}.";

    private int _given;

    public static LegacyCredentialNotice OfProcess { get; } = new();

    public void Give(ILogger logger, string clientId, IEnumerable<string> metaScopes)
    {
        if (Volatile.Read(ref _given) != 0 || !logger.IsEnabled(LogLevel.Warning) || Interlocked.Exchange(ref _given, 1) != 0)
        {
            return;
        }

        if (clientId.StartsWith("cm-p", StringComparison.Ordinal) || metaScopes.Any(IsOfAem))
        {
            logger.LegacyCredential(
                clientId,
                "Adobe has deprecated the service credentials of AEM's Developer Console in favor of OAuth Server-to-Server and published no end date for them; each certificate ends after a year.",
                "Renew the certificate in AEM's Developer Console in time, and make new integrations with an OAuth Server-to-Server credential of the Adobe Developer Console. " + Guide);
        }
        else
        {
            logger.LegacyCredential(
                clientId,
                "Those of the Adobe Developer Console end with their certificate, which can not be renewed since 2025-06-30, or on 2026-03-01, whichever comes first; Adobe then converts them to OAuth Server-to-Server.",
                "The OAuth Server-to-Server credential keeps client id, technical account and product profiles: set Flow to OAuth and Scopes to those on its page. " + Guide);
        }
    }

    private static bool IsOfAem(string metaScope) => metaScope.StartsWith("ent_aem_cloud", StringComparison.Ordinal);
}
