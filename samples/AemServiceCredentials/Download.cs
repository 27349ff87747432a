using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace AemServiceCredentials;

/// <summary>The file that AEM's Developer Console offers for a technical account, with an emulated credential in it.</summary>
internal sealed class Download : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aem-");
    private readonly ImsEmulator _adobe;
    private EmulatedKeyPair _keyPair;

    public Download(ImsEmulator adobe)
    {
        _adobe = adobe;
        _keyPair = adobe.Credential.AddKeyPair();
        Write();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "service-credentials.json");

    /// <summary>A new key pair, as for a certificate that ends, in the same file; the old one signs no more.</summary>
    public void Replace()
    {
        var old = _keyPair.Thumbprint;
        _keyPair = _adobe.Credential.AddKeyPair();
        Write();
        _adobe.Credential.RemoveCertificate(old);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write()
    {
        var content = JsonSerializer.Serialize(new
        {
            ok = true,
            integration = new
            {
                imsEndpoint = "ims-na1.adobelogin.com",
                metascopes = string.Join(',', _adobe.Credential.MetaScopes),
                technicalAccount = new { clientId = _adobe.Credential.ClientId, clientSecret = _adobe.Credential.ClientSecrets[0] },
                email = _adobe.Credential.TechnicalAccountEmail,
                id = _adobe.Credential.TechnicalAccountId,
                org = _adobe.Credential.OrganizationId,
                privateKey = _keyPair.PrivateKey,
                publicKey = _keyPair.Certificate,
            },
            statusCode = 200,
        });

        // For this user alone, and whole or not at all.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(Path + ".new", options))
        {
            writer.Write(content);
        }

        File.Move(Path + ".new", Path, overwrite: true);
    }
}
