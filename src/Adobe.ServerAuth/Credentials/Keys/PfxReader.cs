using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Credentials;

// PKCS#12 files (.pfx, .p12): a key, its certificate, and mostly those of who issued it.
internal static class PfxReader
{
#if NETSTANDARD2_0
    // Known to .NET Framework 4.7.2 and later, and not to .NET Standard 2.0.
    private const X509KeyStorageFlags Ephemeral = (X509KeyStorageFlags)32;
#else
    private const X509KeyStorageFlags Ephemeral = X509KeyStorageFlags.EphemeralKeySet;
#endif

    public static AssertionSigner? Read(byte[] content, string? passphrase, out string? fault)
    {
        var certificates = Load(content, passphrase, out fault);
        try
        {
            var owners = certificates.Where(certificate => certificate.HasPrivateKey).ToArray();
            if (fault is null && owners.Length != 1)
            {
                fault = owners.Length == 0 ? PrivateKeyFaults.PfxWithoutKey : PrivateKeyFaults.Several;
            }

            return fault is null ? CertificateKey.Read(owners[0], out fault) : null;
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }

    private static IReadOnlyList<X509Certificate2> Load(byte[] content, string? passphrase, out string? fault)
    {
        fault = null;
        try
        {
#if NET9_0_OR_GREATER
            return [.. X509CertificateLoader.LoadPkcs12Collection(content, passphrase, Flags)];
#else
            var certificates = new X509Certificate2Collection();
            certificates.Import(content, passphrase, Flags);
            return [.. certificates.Cast<X509Certificate2>()];
#endif
        }
        catch (CryptographicException)
        {
            fault = passphrase is null ? PrivateKeyFaults.PfxPassphraseMissing : PrivateKeyFaults.PfxNotOpened;
            return [];
        }
    }

    // Not into a key store that stays; macOS has no other.
    private static X509KeyStorageFlags Flags =>
        System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.OSX) ? X509KeyStorageFlags.DefaultKeySet : Ephemeral;
}
