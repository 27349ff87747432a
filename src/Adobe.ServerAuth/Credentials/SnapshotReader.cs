namespace Adobe.ServerAuth.Credentials;

// Options that stay as they were, but for the files that they name.
internal sealed class SnapshotReader(AdobeServerAuthOptions options) : ICredentialReader
{
    private readonly AdobeServerAuthOptions _options = options.Copy();

    public CredentialSettings Read(string name) => CredentialSettings.From(name, _options);
}
