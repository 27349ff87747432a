using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// What signs, as the options have it: a text, a file, or what the application's code has set. A fault stands under the key that it was found
// in, and shows neither text nor path: people put the key itself where a path belongs.
internal static class PrivateKeySource
{
    private const string Prefix = nameof(AdobeServerAuthOptions.Jwt) + ":";
    private const string TextKey = Prefix + nameof(JwtOptions.PrivateKey);
    private const string PassphraseKey = Prefix + nameof(JwtOptions.PrivateKeyPassphrase);
    private const string FileKey = Prefix + nameof(JwtOptions.PrivateKeyFile);

    public static AssertionSigner? Read(JwtOptions options, OptionRules rules, FollowedFiles files)
    {
        var (hasText, hasFile) = (!string.IsNullOrWhiteSpace(options.PrivateKey), !string.IsNullOrWhiteSpace(options.PrivateKeyFile));
        if (options.SignerInCode is { } inCode)
        {
            return rules.Check(!hasText && !hasFile, hasText ? TextKey : FileKey, $"must not be set beside {options.SignerMethod}: it would not be clear which of the two keys signs.")
                ? ReadInCode(inCode, options.SignerMethod!, rules)
                : null;
        }

        if (!hasFile)
        {
            return rules.Present(options.PrivateKey, TextKey, ConsoleHint.PrivateKey + " PrivateKeyFile may name a file instead.")
                ? Checked(PrivateKeyReader.Read(options.PrivateKey!, options.PrivateKeyPassphrase, out var fault), fault, TextKey, " A path belongs under PrivateKeyFile. ", rules, options.PrivateKeyPassphrase)
                : null;
        }

        return rules.Check(!hasText, FileKey, "must not be set beside PrivateKey: it would not be clear which of the two keys signs.")
            ? ReadFile(options, rules, files)
            : null;
    }

    private static AssertionSigner? ReadInCode(object inCode, string method, OptionRules rules)
    {
        string? fault = null;
        var signer = inCode switch
        {
            RSA rsa => OwnKey.Read(rsa, isOwned: false, null, out fault),
            X509Certificate2 certificate => CertificateKey.Read(certificate, out fault),
            Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> sign => new ForeignSigner(sign),
            _ => null,
        };
        return Checked(signer, fault is null ? null : $"of {method} {fault}", TextKey, " ", rules);
    }

    private static AssertionSigner? ReadFile(JwtOptions options, OptionRules rules, FollowedFiles files)
    {
        var path = options.PrivateKeyFile!;
        if (!rules.Check(!PemText.HasBegin(path), FileKey, "is the key itself: that belongs under PrivateKey. PrivateKeyFile is the path of a file."))
        {
            return null;
        }

        var content = SecretFile.Read(path, PrivateKeyReader.LongestText, ConsoleHint.PrivateKey, out var fault, out var isOpenToOthers);
        if (!rules.Check(content is not null, FileKey, ValueRules.OfPath(path) ?? fault!))
        {
            return null;
        }

        files.Add(path, PrivateKeyReader.LongestText, content!, isOpenToOthers);
        try
        {
            var signer = content!.Length > PrivateKeyReader.LongestText || !DerFile.IsDer(content)
                ? PrivateKeyReader.Read(SecretFile.Text(content), options.PrivateKeyPassphrase, out fault)
                : PrivateKeyReader.ReadDer(content, options.PrivateKeyPassphrase, out fault);
            return Checked(signer, fault, FileKey, " ", rules, options.PrivateKeyPassphrase);
        }
        finally
        {
            Array.Clear(content!, 0, content!.Length);
        }
    }

    private static AssertionSigner? Checked(AssertionSigner? signer, string? fault, string key, string hint, OptionRules rules, string? passphrase = null)
    {
        // A person chose the passphrase, and may have chosen anything: its form matters only when it is wrong.
        if (fault is PrivateKeyFaults.WrongPassphrase or PrivateKeyFaults.PfxNotOpened && ValueRules.OfAny(passphrase!) is { } passphraseFault)
        {
            rules.Refuse([PassphraseKey], passphraseFault);
            return null;
        }

        rules.Check(fault is null, key, fault + (fault == PrivateKeyFaults.NotPem ? hint : " ") + ConsoleHint.PrivateKey);
        return signer;
    }
}
