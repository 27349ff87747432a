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
    /// <returns>The provider. It belongs to the factory, and refuses to work after <see cref="Remove"/>: ask again rather than keep it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="CredentialException">The name is not known; the message lists the known ones.</exception>
    /// <exception cref="OptionsValidationException">The options of the credential are invalid; the exception lists everything that is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The container was disposed.</exception>
    ITokenProvider GetProvider(string name);

    /// <summary>
    /// Forgets a credential, with its token and its key, and ends the waits for it. When it is asked for again, its options are read
    /// anew.
    /// </summary>
    /// <param name="name">The name of the credential.</param>
    /// <returns>True when there was a provider for it; false when none was asked for since the start or the last removal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    bool Remove(string name);
}
