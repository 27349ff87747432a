using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Operations.Ims;

// What is asked of IMS, where, and what knows the secrets in it: whatever comes back goes through that.
internal sealed class ImsCall(string purpose, Uri endpoint, SecretFilter secrets)
{
    public string Purpose { get; } = purpose;

    public Uri Endpoint { get; } = endpoint;

    public SecretFilter Secrets { get; } = secrets;
}
