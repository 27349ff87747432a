using System.Security.Cryptography;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>
/// Gets tokens with a legacy Service Account (JWT) credential: an RS256 assertion, signed anew for every attempt, that IMS exchanges for a
/// token. Every call is a token request; put a <see cref="CachingTokenProvider"/> around it.
/// </summary>
/// <remarks>
/// The options are read once, when the provider is made, the private key included; later changes of the instance have no effect. Dispose
/// the provider to free the key.
/// </remarks>
public sealed class JwtExchangeTokenProvider : ITokenProvider, IDisposable
{
    private readonly CredentialSettings _settings;
    private readonly ServiceAccount _account;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly LegacyCredentialNotice _notice;
    private readonly CertificateEndNotice? _certificate;
    private readonly TokenEndpointClient _client;
    private volatile bool _disposed;

    /// <summary>Makes a provider with the system's clock and without logs.</summary>
    /// <param name="ims">Sends the token requests; it stays the caller's. It should not follow redirects: the body holds a secret.</param>
    /// <param name="options">The credential, whose <see cref="AdobeServerAuthOptions.Flow"/> is <see cref="ServerAuthFlow.Jwt"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are those of the OAuth flow.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public JwtExchangeTokenProvider(HttpMessageInvoker ims, AdobeServerAuthOptions options)
        : this(ims, options, TimeProvider.System, NullLogger.Instance)
    {
    }

    /// <summary>Makes a provider.</summary>
    /// <param name="ims">Sends the token requests; it stays the caller's. It should not follow redirects: the body holds a secret.</param>
    /// <param name="options">The credential, whose <see cref="AdobeServerAuthOptions.Flow"/> is <see cref="ServerAuthFlow.Jwt"/>.</param>
    /// <param name="timeProvider">The clock of assertions, timeouts, retries and <see cref="AccessToken.ExpiresAt"/>.</param>
    /// <param name="logger">Where token requests are logged, never with a secret or a token.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are those of the OAuth flow.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public JwtExchangeTokenProvider(HttpMessageInvoker ims, AdobeServerAuthOptions options, TimeProvider timeProvider, ILogger logger)
        : this(
            ims ?? throw new ArgumentNullException(nameof(ims)),
            TokenRequestEnvironment.With(timeProvider ?? throw new ArgumentNullException(nameof(timeProvider))),
            logger ?? throw new ArgumentNullException(nameof(logger)),
            FlowRequest.Settings(ServerAuthFlow.Jwt, options),
            LegacyCredentialNotice.OfProcess)
    {
    }

    // Takes the settings over, and their key with them.
    internal JwtExchangeTokenProvider(HttpMessageInvoker ims, TokenRequestEnvironment environment, ILogger logger, CredentialSettings settings, LegacyCredentialNotice notice)
    {
        _settings = settings;
        _account = settings.ServiceAccount!;
        _clock = environment.Clock;
        _logger = UnfailingLogger.Around(logger);
        _notice = notice;
        _certificate = _account.CertificateEnd is { } end ? new CertificateEndNotice(settings, end) : null;
        _client = new TokenEndpointClient(ims, settings.TokenRequest, environment, _logger);
    }

    /// <summary>Requests a new token.</summary>
    /// <inheritdoc/>
    /// <exception cref="CredentialException">The private key can not sign, or its certificate has ended.</exception>
    /// <exception cref="ObjectDisposedException">The provider was disposed.</exception>
    public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _notice.Give(_logger, _settings.ClientId, _account.MetaScopes);
        _certificate?.Give(_logger, _clock.GetUtcNow());
        return await new ClientSecretTrials(_settings, _client.Clock, _client.Logger).RequestAsync(RequestAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests a new token, whatever was rejected.</summary>
    /// <inheritdoc/>
    /// <exception cref="CredentialException">The private key can not sign, or its certificate has ended.</exception>
    /// <exception cref="ObjectDisposedException">The provider was disposed.</exception>
    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        return GetTokenAsync(cancellationToken);
    }

    /// <summary>Frees the private key. A request that still runs fails when it has to sign once more.</summary>
    public void Dispose()
    {
        _disposed = true;
        _settings.Dispose();
    }

    private ValueTask<AccessToken> RequestAsync(string clientSecret, CancellationToken cancellationToken) =>
        _client.RequestTokenAsync(FlowRequest.Of(_settings, token => NewFormAsync(clientSecret, token)), cancellationToken);

    private async ValueTask<TokenForm> NewFormAsync(string clientSecret, CancellationToken cancellationToken)
    {
        string assertion;
        try
        {
            assertion = await ServiceAccountAssertion.SignAsync(_settings, _account, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not CredentialException && !(e is ObjectDisposedException && _disposed))
        {
            throw CanNotSign(e);
        }

        return new TokenForm(
            [new("client_id", _settings.ClientId), new("client_secret", clientSecret), new("jwt_token", assertion)],
            new SecretFilter(clientSecret, assertion));
    }

    // What a vault throws may pass; a key of this process stays what it is.
    private CredentialException CanNotSign(Exception cause) => _account.Signer.IsRemote || cause is not (CryptographicException or ObjectDisposedException)
        ? new CredentialException($"The signer of the Service Account (JWT) credential failed: {cause.GetType().Name}. Nothing was sent. The inner exception tells what the vault or HSM has against it.", cause)
        {
            CredentialName = _settings.Name,
            IsTransient = true,
        }
        : new CredentialException($"The private key of the Service Account (JWT) credential could not sign the assertion: {cause.GetType().Name}. Nothing was sent. Check the key, and whether this system allows RS256.", cause)
        {
            CredentialName = _settings.Name,
        };
}
