using System.Diagnostics.CodeAnalysis;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Client id and secret, from the parameters alone.</summary>
internal static class ClientAuthentication
{
    public static bool TryFindClient(
        this CredentialStore credentials,
        ImsRequest request,
        [NotNullWhen(true)] out AuthenticatedClient? client,
        [NotNullWhen(false)] out ImsReply? refusal)
    {
        var credential = credentials.Find(request.Find("client_id"));
        client = credential?.Authenticate(request);
        refusal = credential is null ? ImsReply.UnknownClient()
            : client is null ? ImsReply.WrongSecret()
            : null;
        return client is not null;
    }

    public static AuthenticatedClient? Authenticate(this EmulatedCredential credential, ImsRequest request) =>
        credential.Secrets.Find(request.Find("client_secret")) is { } secret ? new AuthenticatedClient(credential, secret) : null;
}
