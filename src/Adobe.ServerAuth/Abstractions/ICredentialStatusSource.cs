namespace Adobe.ServerAuth;

/// <summary>Tells how it stands with the credentials of a container, for health checks and pages of your own.</summary>
/// <remarks>
/// A service of every container that <c>AddAdobeServerAuth</c> was called for. It only looks: it requests no token, reads no options and no file,
/// and makes no provider. Safe for concurrent use.
/// </remarks>
public interface ICredentialStatusSource
{
    /// <summary>Returns what is known of a credential at this moment.</summary>
    /// <param name="name">The name of the credential; empty for the default one.</param>
    /// <returns>
    /// The status. That of a registered name which was not used yet is <see cref="CredentialState.Idle"/>, and
    /// <see cref="CredentialState.NoToken"/> when its use failed since its options are invalid; a name that comes at run time has one
    /// from when <see cref="ITokenProviderFactory.GetProvider"/> was first asked for it until <see cref="ITokenProviderFactory.Remove"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="CredentialException">The name is neither registered nor was it asked for; the message lists the known ones.</exception>
    /// <exception cref="ObjectDisposedException">The container was disposed.</exception>
    CredentialStatus GetStatus(string name);
}
