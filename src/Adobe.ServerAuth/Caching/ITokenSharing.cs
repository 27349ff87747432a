using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Caching;

// What lets a credential have its token in common with other machines.
internal interface ITokenSharing
{
    // Asks the flow only when no other machine has brought what is wanted.
    ITokenProvider Share(ITokenProvider flow, CredentialSettings settings, CacheEnvironment environment);
}
