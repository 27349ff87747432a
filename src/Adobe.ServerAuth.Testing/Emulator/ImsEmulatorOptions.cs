using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Testing;

/// <summary>How an <see cref="ImsEmulator"/> behaves. The values are read once, when the emulator starts.</summary>
public sealed class ImsEmulatorOptions
{
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(365);

    /// <summary>
    /// How long an access token is accepted. The default is 24 hours, the life of a server-to-server token; tokens of an
    /// Enterprise Web App live for one hour.
    /// </summary>
    /// <remarks>
    /// As with Adobe, <c>expires_in</c> tells the whole seconds of this less one (86399 for 24 hours), and that of a JWT exchange the
    /// milliseconds less one (86399999).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2 seconds or above 365 days.</exception>
    public TimeSpan TokenLifetime
    {
        get;
        set
        {
            if (value < ShortestLifetime || value > LongestLifetime)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "TokenLifetime must be from 2 seconds to 365 days.");
            }

            field = value;
        }
    } = TimeSpan.FromHours(24);

    /// <summary>
    /// The clock that stamps tokens and certificates and judges whether they, and assertions, have expired, by its wall-clock time.
    /// Its timers time <see cref="ImsFault.Delay"/> and <see cref="ImsFault.Drip"/>. The default is <see cref="TimeProvider.System"/>.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;

    /// <summary>
    /// Whether the API refuses a request without <c>x-api-key</c> (403, code 403000). The default is <see langword="true"/>.
    /// A key that is not the client id of the token is refused either way, and the client secrets API needs one either way.
    /// </summary>
    public bool RequireApiKey { get; set; } = true;

    /// <summary>
    /// Whether the API refuses a request without <c>x-gw-ims-org-id</c> (400, code 400003). The default is
    /// <see langword="false"/>. An organization that is not the token's is refused either way; the client secrets API needs none.
    /// </summary>
    public bool RequireOrganizationId { get; set; }

    /// <summary>
    /// The certificate with which the IMS port speaks <c>https</c>; the API port does not. The default is <see langword="null"/>:
    /// <c>http</c>. It stays yours: dispose it after the emulator.
    /// </summary>
    /// <remarks>
    /// <see cref="ImsEmulator.ImsEndpoint"/> is <c>https://127.0.0.1:port/</c> then, so the name is right if the certificate has the IP
    /// address 127.0.0.1 among its subject alternative names, and wrong otherwise. A certificate that has expired, or that nobody
    /// trusts, is served like any other: it is the client that must refuse it.
    /// </remarks>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public X509Certificate2? ServerCertificate
    {
        get;
        set
        {
            if (value is { HasPrivateKey: false })
            {
                throw new ArgumentException("ServerCertificate must have its private key.", nameof(value));
            }

            field = value;
        }
    }
}
