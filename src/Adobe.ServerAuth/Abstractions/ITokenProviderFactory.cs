using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>Supplies the token providers of named credentials, also of names that appear and disappear while the application runs.</summary>
/// <remarks>
/// A name is known when it was registered with <c>AddAdobeServerAuth(name, …)</c>, or when any <c>IConfigureNamedOptions&lt;AdobeServerAuthOptions&gt;</c>
/// of the container sets a client id for it. The default credential has the empty name. Safe for concurrent use.
/// </remarks>
public interface ITokenProviderFactory
{
    /// <summary>Returns the provider of a credential: the same one until the credential is removed.</summary>
    /// <param name="name">The name of the credential.</param>
    /// <returns>
    /// The provider. It can be kept: after <see cref="Remove"/> it reads the credential anew, or throws a <see cref="CredentialException"/>
    /// when that is not known any more.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="CredentialException">The name is not known; the message lists the known ones.</exception>
    /// <exception cref="OptionsValidationException">The options of the credential are invalid; the exception lists everything that is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The container was disposed.</exception>
    ITokenProvider GetProvider(string name);

    /// <summary>
    /// Forgets a credential, with its token and its key, and ends its token request. When it is used again, its options are read anew; who
    /// waits for a token uses it again.
    /// </summary>
    /// <param name="name">The name of the credential.</param>
    /// <returns>True when there was a provider for it; false when none was asked for since the start or the last removal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    bool Remove(string name);
}
