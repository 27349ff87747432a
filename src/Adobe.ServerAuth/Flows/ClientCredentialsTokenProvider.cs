using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>
/// Gets tokens with an OAuth Server-to-Server credential: the <c>client_credentials</c> grant at IMS. Every call is a token request; put
/// a <see cref="CachingTokenProvider"/> around it.
/// </summary>
/// <remarks>The options are read once, when the provider is made; later changes of the instance have no effect.</remarks>
public sealed class ClientCredentialsTokenProvider : ITokenProvider
{
    private readonly TokenEndpointClient _client;
    private readonly CredentialSettings _settings;

    /// <summary>Makes a provider with the system's clock and without logs.</summary>
    /// <param name="ims">Sends the token requests; it stays the caller's. It should not follow redirects: the body holds a secret.</param>
    /// <param name="options">The credential.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are those of the JWT flow.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public ClientCredentialsTokenProvider(HttpMessageInvoker ims, AdobeServerAuthOptions options)
        : this(ims, options, TimeProvider.System, NullLogger.Instance)
    {
    }

    /// <summary>Makes a provider.</summary>
    /// <param name="ims">Sends the token requests; it stays the caller's. It should not follow redirects: the body holds a secret.</param>
    /// <param name="options">The credential.</param>
    /// <param name="timeProvider">The clock of timeouts, retries and <see cref="AccessToken.ExpiresAt"/>.</param>
    /// <param name="logger">Where token requests are logged, never with a secret or a token.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are those of the JWT flow.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public ClientCredentialsTokenProvider(HttpMessageInvoker ims, AdobeServerAuthOptions options, TimeProvider timeProvider, ILogger logger)
        : this(ims, FlowRequest.Settings(ServerAuthFlow.OAuth, options), TokenRequestEnvironment.With(timeProvider), logger)
    {
    }

    internal ClientCredentialsTokenProvider(HttpMessageInvoker ims, CredentialSettings settings, TokenRequestEnvironment environment, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(ims);
        ArgumentNullException.ThrowIfNull(environment.Clock, "timeProvider");
        ArgumentNullException.ThrowIfNull(logger);
        _settings = settings;
        _client = new TokenEndpointClient(ims, settings.TokenRequest, environment, UnfailingLogger.Around(logger));
    }

    /// <summary>Requests a new token.</summary>
    /// <inheritdoc/>
    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) =>
        new ClientSecretTrials(_settings, _client.Clock, _client.Logger).RequestAsync(RequestAsync, cancellationToken);

    /// <summary>Requests a new token, whatever was rejected.</summary>
    /// <inheritdoc/>
    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        return GetTokenAsync(cancellationToken);
    }

    private ValueTask<AccessToken> RequestAsync(string clientSecret, CancellationToken cancellationToken) =>
        _client.RequestTokenAsync(FlowRequest.Of(_settings, _ => new(NewForm(clientSecret))), cancellationToken);

    private TokenForm NewForm(string clientSecret) => new(ClientCredentialsForm.Fields(_settings, clientSecret), new SecretFilter(clientSecret));
}
