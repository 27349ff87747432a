namespace Adobe.ServerAuth.Credentials;

// Completes options with a credential that was found. What is set already wins.
internal static class FoundOptions
{
    public static void Fill(AdobeServerAuthOptions options, FoundCredential found)
    {
        options.Flow ??= found.Flow;
        options.ClientId = Or(options.ClientId, found.ClientId);
        options.OrganizationId = Or(options.OrganizationId, found.OrganizationId);
        FillEndpoints(options, found);
        FillSecrets(options, found.ClientSecrets);
        if (options.Flow == ServerAuthFlow.Jwt)
        {
            Fill(options.Jwt, found);
        }
        else if (options.Scopes is null or { Count: 0 })
        {
            options.Scopes = [.. found.Scopes];
        }
    }

    // Where tokens come from is set beside the file as a whole; an emulator has a product's own endpoint at its path.
    private static void FillEndpoints(AdobeServerAuthOptions options, FoundCredential found)
    {
        if (options.TokenEndpoint is not null)
        {
            return;
        }

        if (options.ImsEndpoint is null && found.NamesForeignIms)
        {
            throw CredentialFileFaults.ForeignIms;
        }

        options.TokenEndpoint = found.TokenEndpoint is { } own && options.ImsEndpoint is { IsAbsoluteUri: true, IsLoopback: true } emulator
            ? new Uri(emulator, own.AbsolutePath)
            : found.TokenEndpoint;
        options.ImsEndpoint ??= found.ImsEndpoint;
    }

    private static void FillSecrets(AdobeServerAuthOptions options, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(options.ClientSecret) && string.IsNullOrWhiteSpace(options.ClientSecretFile) && options.ClientSecretSource is null && secrets.Count > 0)
        {
            options.ClientSecret = secrets[0];
            options.AlternateClientSecret = Or(options.AlternateClientSecret, secrets.Skip(1).FirstOrDefault());
        }
    }

    private static void Fill(JwtOptions options, FoundCredential found)
    {
        options.TechnicalAccountId = Or(options.TechnicalAccountId, found.TechnicalAccountId);
        if (options.MetaScopes is null or { Count: 0 })
        {
            options.MetaScopes = [.. found.Scopes];
        }

        if (string.IsNullOrWhiteSpace(options.PrivateKey) && string.IsNullOrWhiteSpace(options.PrivateKeyFile) && options.SignerInCode is null)
        {
            options.PrivateKey = found.PrivateKey;
            options.PrivateKeyFile = found.PrivateKey is null ? found.PrivateKeyFile : null;
            options.PrivateKeyPassphrase = Or(options.PrivateKeyPassphrase, found.PrivateKeyPassphrase);
            options.CertificateEnd = found.CertificateEnd;
        }
        else if (found.PrivateKey is null)
        {
            // The file knows when the last certificate of the credential ends, whatever key it is.
            options.CertificateEnd = found.CertificateEnd;
        }
    }

    private static string? Or(string? set, string? found) => string.IsNullOrWhiteSpace(set) ? found : set;
}
