using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Caching.Sharing;

// What one client secret makes of a credential: the names of its entries, which tell nobody without the secret whose they are, and the key that
// seals what is in them.
internal sealed class SharingKey
{
    public const string Prefix = "adobe-serverauth:" + Version + ":";

    private const string Version = "1";

    private const int KeySize = 32;
    private static readonly byte[] Salt = Encoding.UTF8.GetBytes("Adobe.ServerAuth shared token " + Version);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _sealing;

    private SharingKey(string secretName, byte[] sealing, byte[] naming, CredentialSettings settings)
    {
        _sealing = sealing;
        SecretName = secretName;
        var credential = Identity(settings);
        Token = Name("token", naming, credential);
        Lease = Name("lease", naming, credential);
    }

    public string SecretName { get; }

    public string Token { get; }

    public string Lease { get; }

    public static SharingKey From(string secretName, string secret, CredentialSettings settings)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var naming = Derive(bytes, "name");
        try
        {
            return new SharingKey(secretName, Derive(bytes, "seal"), naming, settings);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(naming);
        }
    }

    public byte[] Seal(string entry, ReadOnlySpan<byte> content) => TokenSeal.Seal(_sealing, entry, content);

    public byte[]? Open(string entry, ReadOnlySpan<byte> sealedContent, out string fault) => TokenSeal.Open(_sealing, entry, sealedContent, out fault);

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize, Salt, Encoding.UTF8.GetBytes(purpose));

    private static string Name(string kind, byte[] naming, string credential) =>
        $"{Prefix}{kind}:{Convert.ToHexString(HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes(kind + "\n" + credential)))}";

    // All that a token depends on, each part with its length in front, so that no two credentials can be written alike.
    private static string Identity(CredentialSettings settings)
    {
        var scopes = (settings.ServiceAccount?.MetaScopes ?? settings.Scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        string?[] parts =
        [
            settings.Flow.ToString(), settings.ClientId, settings.OrganizationId, settings.ServiceAccount?.TechnicalAccountId, settings.TokenEndpoint.AbsoluteUri, .. scopes,
        ];
        return string.Concat(parts.Select(part => FormattableString.Invariant($"{part?.Length ?? -1}:{part}\n")));
    }
}
