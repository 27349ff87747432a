using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.Testing.Emulator;

namespace Adobe.ServerAuth.Testing;

/// <summary>
/// A credential that an <see cref="ImsEmulator"/> knows. Each one takes the OAuth Server-to-Server flow; one with a certificate
/// (<see cref="AddKeyPair()"/>) takes the exchange of a Service Account (JWT) credential too. What is not set is random and looks like
/// Adobe's own. All members are safe to use from several threads; neither <see cref="ToString"/> nor the debugger shows a secret.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EmulatedCredential
{
    private static readonly TimeSpan LongestCertificateLifetime = TimeSpan.FromDays(365);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private volatile bool _hasJwtExchangeEnded;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private volatile bool _isMigrationPending;

    /// <summary>The client id (API key): 32 lower-case hexadecimal digits by default.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string ClientId { get; init => field = Given(value); } = RandomValues.ClientId();

    /// <summary>
    /// The secrets that are valid now, oldest first: one by default. The list is a copy that does not change; use
    /// <see cref="AddClientSecret()"/> and <see cref="RemoveClientSecret"/> to rotate.
    /// </summary>
    /// <exception cref="ArgumentException">The value or a secret in it is <see langword="null"/> or blank.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> ClientSecrets
    {
        get => [.. Secrets.All.Select(secret => secret.Value)];
        init => Secrets = new SecretList(Given(value), TimeProvider.System.GetUtcNow());
    }

    /// <summary>
    /// What the console shows of <see cref="ClientSecrets"/>, in the same order: ids and times, and no secret. The list is a copy that does
    /// not change.
    /// </summary>
    public IReadOnlyList<EmulatedClientSecret> SecretDetails => [.. Secrets.All.Select(secret => secret.Details)];

    /// <summary>
    /// The number of the credential in Adobe's console, by which the client secrets API knows it: random by default. It is not the client id.
    /// </summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/>, or not digits alone.</exception>
    public string ConsoleCredentialId { get; init => field = Digits(value); } = RandomValues.ConsoleId();

    /// <summary>
    /// The number of the organization in Adobe's console: random by default. It is not the <see cref="OrganizationId"/>. Credentials with
    /// the same number may manage each other's secrets.
    /// </summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/>, or not digits alone.</exception>
    public string ConsoleOrganizationId { get; init => field = Digits(value); } = RandomValues.ConsoleId();

    /// <summary>
    /// Whether the credential is on its way from Service Account (JWT) to OAuth Server-to-Server: the client secrets API adds and deletes no
    /// secret then. The default is <see langword="false"/>. Tokens are issued either way.
    /// </summary>
    public bool IsMigrationPending { get => _isMigrationPending; set => _isMigrationPending = value; }

    /// <summary>The scopes that are granted: <c>openid</c>, <c>AdobeID</c> and <c>read_organizations</c> by default.</summary>
    /// <exception cref="ArgumentException">The value or a scope in it is <see langword="null"/> or blank.</exception>
    public IReadOnlyList<string> Scopes { get; init => field = Given(value); } = ["openid", "AdobeID", "read_organizations"];

    /// <summary>
    /// The metascopes that an assertion may ask for, by name: <c>ent_dataservices_sdk</c> and <c>ent_aem_cloud_api</c> by default.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The value or a metascope in it is <see langword="null"/> or blank, or one is more than a name: an address, or several.
    /// </exception>
    public IReadOnlyList<string> MetaScopes { get; init => field = Names(Given(value)); } = ["ent_dataservices_sdk", "ent_aem_cloud_api"];

    /// <summary>
    /// Whether each assertion must have an integer <c>jti</c> that none before it had. The default is <see langword="false"/>: then an
    /// assertion may be exchanged again until it expires.
    /// </summary>
    public bool RequiresJwtId { get; init; }

    /// <summary>The organization that owns the credential: 24 upper-case hexadecimal digits and <c>@AdobeOrg</c> by default.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string OrganizationId { get; init => field = Given(value); } = RandomValues.OrganizationId();

    /// <summary>
    /// The id of the technical account, which tokens carry as <c>user_id</c> and assertions as <c>sub</c>; it ends in
    /// <c>@techacct.adobe.com</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string TechnicalAccountId { get; init => field = Given(value); } = RandomValues.TechnicalAccountId();

    /// <summary>The e-mail address of the technical account: a GUID before <c>@techacct.adobe.com</c>. It is not the id.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string TechnicalAccountEmail { get; init => field = Given(value); } = RandomValues.TechnicalAccountEmail();

    internal CertificateList Certificates { get; } = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal SecretList Secrets { get; private init; } = new([RandomValues.ClientSecret()], TimeProvider.System.GetUtcNow());

    internal bool HasJwtExchangeEnded => _hasJwtExchangeEnded;

    internal TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>Adds a random secret; the ones before it stay valid.</summary>
    /// <returns>The new secret.</returns>
    public string AddClientSecret() => AddClientSecret(RandomValues.ClientSecret());

    /// <summary>Adds a secret; the ones before it stay valid. Adding one that is there already changes nothing.</summary>
    /// <param name="clientSecret">The secret to add.</param>
    /// <returns>The same secret.</returns>
    /// <exception cref="ArgumentException"><paramref name="clientSecret"/> is <see langword="null"/> or blank.</exception>
    public string AddClientSecret(string clientSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        Secrets.Add(clientSecret, Clock.GetUtcNow());
        return clientSecret;
    }

    /// <summary>
    /// Deletes a secret: token requests with it are refused from now on. As with Adobe, tokens that were issued for it stay valid.
    /// </summary>
    /// <param name="clientSecret">The secret to delete.</param>
    /// <returns>Whether it was one of <see cref="ClientSecrets"/>.</returns>
    public bool RemoveClientSecret(string clientSecret) => Secrets.Remove(clientSecret);

    /// <summary>
    /// Makes an RSA key and a self-signed certificate that is valid for a year, and adds the certificate; the ones before it stay.
    /// </summary>
    /// <returns>The new pair.</returns>
    public EmulatedKeyPair AddKeyPair() => AddKeyPair(LongestCertificateLifetime);

    /// <summary>Makes an RSA key and a self-signed certificate, and adds the certificate; the ones before it stay.</summary>
    /// <remarks>
    /// The certificate is valid from now on, by the clock of the emulator that the credential was added to, or the system's before that.
    /// </remarks>
    /// <param name="certificateLifetime">How long the certificate is valid; a fraction of a second is not counted.</param>
    /// <returns>The new pair.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is below 1 second or above 365 days.</exception>
    public EmulatedKeyPair AddKeyPair(TimeSpan certificateLifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(certificateLifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(certificateLifetime, LongestCertificateLifetime);
        return KeyPairFactory.Create(Certificates, Clock.GetUtcNow(), certificateLifetime);
    }

    /// <summary>
    /// Adds a certificate of one's own; the ones before it stay. Only its RSA public key, thumbprint and validity are kept, so the caller
    /// may dispose it at once.
    /// </summary>
    /// <param name="certificate">The certificate, with or without its private key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="certificate"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The key of the certificate is no RSA key.</exception>
    public void AddCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Certificates.Add(certificate);
    }

    /// <summary>
    /// Deletes a certificate: assertions that its key signed are refused from now on. Tokens that were issued for them stay valid.
    /// </summary>
    /// <param name="thumbprint">The thumbprint of the certificate, in either case.</param>
    /// <returns>Whether the credential had it.</returns>
    public bool RemoveCertificate(string thumbprint) => Certificates.Remove(thumbprint);

    /// <summary>
    /// Ends the migration to OAuth Server-to-Server: every JWT exchange is answered with 500 and <c>internal_error</c> from now on, and
    /// nothing brings it back. Tokens that were issued before stay valid, and client credentials work as before.
    /// </summary>
    public void EndJwtExchange() => _hasJwtExchangeEnded = true;

    /// <summary>The client id and the organization, without secrets.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() => $"{ClientId} of {OrganizationId}";

    internal void Join(TimeProvider clock)
    {
        Clock = clock;
        Secrets.Stamp(clock.GetUtcNow());
    }

    private static string Digits(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return value.All(char.IsAsciiDigit) ? value : throw new ArgumentException("An id of the console is a number.", nameof(value));
    }

    private static string Given(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return value;
    }

    private static IReadOnlyList<string> Given(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(Given)];
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<string> value) =>
        value.Any(name => name.AsSpan().ContainsAny("/,"))
            ? throw new ArgumentException("A metascope is a name alone, such as ent_aem_cloud_api, one in each entry.", nameof(value))
            : value;
}
