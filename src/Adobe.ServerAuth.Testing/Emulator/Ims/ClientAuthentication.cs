using System.Diagnostics.CodeAnalysis;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Client id and secret, from the parameters alone.</summary>
internal static class ClientAuthentication
{
    public static bool TryFindClient(
        this CredentialStore credentials,
        ImsRequest request,
        [NotNullWhen(true)] out EmulatedCredential? credential,
        [NotNullWhen(false)] out ImsReply? refusal)
    {
        credential = credentials.Find(request.Find("client_id"));
        refusal = credential is null ? ImsReply.UnknownClient()
            : !credential.ClientSecrets.Contains(request.Find("client_secret")) ? ImsReply.WrongSecret()
            : null;
        return refusal is null;
    }
}
