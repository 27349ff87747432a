using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Flows;

// The assertion that IMS exchanges for a token: docs/ims-protocol.md 3.1. No iat and no nbf, which only make clocks matter more.
internal static class ServiceAccountAssertion
{
    private const int LeastSignature = 256;

    private static readonly string Header = Base64Url(Encoding.ASCII.GetBytes("""{"alg":"RS256","typ":"JWT"}"""));

    public static async ValueTask<string> SignAsync(CredentialSettings settings, ServiceAccount account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unsigned = Header + "." + Base64Url(Claims(settings, account, now + account.AssertionLifetime));
        var signature = await account.Signer.SignAsync(Encoding.ASCII.GetBytes(unsigned), cancellationToken).ConfigureAwait(false);
        return signature is { Length: >= LeastSignature } ? unsigned + "." + Base64Url(signature)
            : throw new CryptographicException(FormattableString.Invariant($"The signature has {signature?.Length ?? 0} bytes; RS256 needs an RSA key of 2048 bits or more, which makes 256 of them."));
    }

    private static byte[] Claims(CredentialSettings settings, ServiceAccount account, DateTimeOffset endsAt)
    {
        // The host that is asked, or IMS takes the client id for unknown. It is https to IMS even where an emulator speaks http.
        var ims = "https://" + Authority(settings.TokenEndpoint);
        using var buffer = new MemoryStream();
        using (var claims = new Utf8JsonWriter(buffer))
        {
            claims.WriteStartObject();
            claims.WriteNumber("exp", endsAt.ToUnixTimeSeconds());
            claims.WriteString("iss", settings.OrganizationId);
            claims.WriteString("sub", account.TechnicalAccountId);
            claims.WriteString("aud", ims + "/c/" + settings.ClientId);
            foreach (var metaScope in account.MetaScopes)
            {
                claims.WriteBoolean(ims + "/s/" + metaScope, true);
            }

            if (account.SendJwtId)
            {
                claims.WriteNumber("jti", NewJwtId());
            }

            claims.WriteEndObject();
        }

        return buffer.ToArray();
    }

    // As the Host header has it, which is never in letters beyond ASCII.
    private static string Authority(Uri endpoint)
    {
        var host = endpoint.HostNameType == UriHostNameType.Dns ? endpoint.IdnHost : endpoint.Host;
        return endpoint.IsDefaultPort ? host : FormattableString.Invariant($"{host}:{endpoint.Port}");
    }

    // A positive integer that every JSON reader holds exactly (2^53 - 1 at most).
    private static long NewJwtId()
    {
        var bytes = new byte[8];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return BitConverter.ToInt64(bytes, 0) & 0x1F_FFFF_FFFF_FFFF;
    }

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
