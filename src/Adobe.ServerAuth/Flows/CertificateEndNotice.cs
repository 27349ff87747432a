using System.Globalization;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Flows;

// IMS answers an ended certificate as if the key were a wrong one (docs/ims-protocol.md 2.2), so it is told before, and in time.
internal sealed class CertificateEndNotice(CredentialSettings settings, DateTimeOffset end)
{
    private static readonly string Remedy =
        "Add a new key pair to the credential (for AEM in its Developer Console), put the new key into the configuration, and delete the old one; or move to OAuth Server-to-Server: see " + DocumentationLink.To("migrating-from-jwt.md") + ".";

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private long _givenAt = DateTimeOffset.MinValue.UtcTicks;

    // A warning a day, from 30 days before the end.
    public void Give(ILogger logger, DateTimeOffset now)
    {
        if (end - now > Ahead)
        {
            return;
        }

        var date = end.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        if (now >= end)
        {
            throw new CredentialException($"The certificate of the Service Account (JWT) credential ended on {date} UTC, so IMS takes no signature of its key any more. Nothing was sent. {Remedy}")
            {
                CredentialName = settings.Name,
            };
        }

        var given = Interlocked.Read(ref _givenAt);
        if (now.UtcTicks - given >= Pause.Ticks && Interlocked.CompareExchange(ref _givenAt, now.UtcTicks, given) == given)
        {
            logger.CertificateEnds(settings.ClientId, date, Remedy);
        }
    }
}
