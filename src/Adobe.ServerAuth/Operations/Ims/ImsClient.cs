using System.Diagnostics.CodeAnalysis;
using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Operations;
using Adobe.ServerAuth.Operations.Ims;

namespace Adobe.ServerAuth;

/// <summary>Asks IMS whether a token is valid, and revokes tokens: for people who operate a credential, and for incidents.</summary>
/// <remarks>
/// <c>AddAdobeServerAuth</c> registers one for each credential: unkeyed for the default one, keyed by name for the others. It uses the same HTTP client and
/// IMS as the token requests of that credential. Each call is one request of at most 30 seconds, and nothing is tried again.
/// </remarks>
public sealed class ImsClient
{
    private const string DefaultType = "access_token";

    private readonly ServiceClient _client;
    private readonly Uri _validate;
    private readonly Uri _invalidate;

    /// <summary>Makes a client of the production of IMS.</summary>
    /// <param name="ims">Sends the requests; it stays the caller's. It should not follow redirects: the body holds a token.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ims"/> is null.</exception>
    public ImsClient(HttpMessageInvoker ims)
        : this(ims, TokenEndpoints.ProductionIms)
    {
    }

    /// <summary>Makes a client of another IMS: that of an emulator, say.</summary>
    /// <param name="ims">Sends the requests; it stays the caller's. It should not follow redirects: the body holds a token.</param>
    /// <param name="imsEndpoint">The address of IMS, as <see cref="AdobeServerAuthOptions.ImsEndpoint"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The address is not <c>https</c>, nor <c>http</c> on a loopback host.</exception>
    public ImsClient(HttpMessageInvoker ims, Uri imsEndpoint)
        : this(ims, imsEndpoint, TimeProvider.System)
    {
    }

    /// <summary>Makes a client with a clock of the caller's.</summary>
    /// <param name="ims">Sends the requests; it stays the caller's. It should not follow redirects: the body holds a token.</param>
    /// <param name="imsEndpoint">The address of IMS, as <see cref="AdobeServerAuthOptions.ImsEndpoint"/>.</param>
    /// <param name="timeProvider">The clock of the time limit.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The address is not <c>https</c>, nor <c>http</c> on a loopback host.</exception>
    public ImsClient(HttpMessageInvoker ims, Uri imsEndpoint, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(ims);
        ArgumentNullException.ThrowIfNull(imsEndpoint);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ServiceAddress.Checked(imsEndpoint, nameof(imsEndpoint));
        _client = new ServiceClient(ims, timeProvider);
        _validate = new Uri(imsEndpoint, "/ims/validate_token/v1");
        _invalidate = new Uri(imsEndpoint, "/ims/invalidate_token/v2");
    }

    /// <summary>Asks IMS whether a token is valid now.</summary>
    /// <remarks>
    /// An API may take an invalid token for a while longer: Adobe's gateways keep their own record of tokens that were valid. The other way round, a valid
    /// token may lack what an API wants.
    /// </remarks>
    /// <param name="token">The token. Its client is <see cref="AccessToken.ClientId"/>, or what the token tells of itself.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>What IMS answers; a token that is not valid is no error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    /// <exception cref="ArgumentException">The token does not tell its client.</exception>
    /// <exception cref="TokenRequestException">IMS refused to answer, or could not be asked.</exception>
    public async Task<TokenValidation> ValidateAsync(AccessToken token, CancellationToken cancellationToken = default)
    {
        var clientId = ClientOf(token);
        var answer = await SendAsync(
            new ImsCall("validation", _validate, new SecretFilter(token.Value)),
            clientId,
            [new("type", TypeOf(token)), new("client_id", clientId), new("token", token.Value)],
            cancellationToken).ConfigureAwait(false);
        return TokenValidation.Read(answer, new SecretFilter(token.Value))
            ?? throw ImsCallFailures.Unreadable(new ImsCall("validation", _validate, new SecretFilter(token.Value)), answer);
    }

    /// <summary>Revokes a token, as after it was shown to somebody it was not meant for.</summary>
    /// <remarks>
    /// Who caches the token does not know: call <see cref="ITokenProvider.RenewTokenAsync"/> with it, or wait for the first refusal, which does the same. Adobe's
    /// gateways may take it for minutes, and by their settings for hours, after this. IMS answers the same whether or not it knew the token.
    /// </remarks>
    /// <param name="token">The token. Its client is <see cref="AccessToken.ClientId"/>, or what the token tells of itself.</param>
    /// <param name="cancellationToken">Ends the wait; the token may be revoked all the same.</param>
    /// <returns>A task that ends when IMS has revoked the token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    /// <exception cref="ArgumentException">The token does not tell its client.</exception>
    /// <exception cref="TokenRequestException">IMS refused, or could not be asked.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "A cancellation token is the one optional parameter of the house.")]
    public Task InvalidateAsync(AccessToken token, CancellationToken cancellationToken = default) => InvalidateWithAsync(token, null, cancellationToken);

    /// <summary>Revokes a token for which IMS wants the client secret too, as it does for service tokens.</summary>
    /// <remarks>All that is said of <see cref="InvalidateAsync(AccessToken, CancellationToken)"/>.</remarks>
    /// <param name="token">The token. Its client is <see cref="AccessToken.ClientId"/>, or what the token tells of itself.</param>
    /// <param name="clientSecret">A client secret of that client.</param>
    /// <param name="cancellationToken">Ends the wait; the token may be revoked all the same.</param>
    /// <returns>A task that ends when IMS has revoked the token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    /// <exception cref="ArgumentException">The token does not tell its client, or the secret is null or empty.</exception>
    /// <exception cref="TokenRequestException">IMS refused, or could not be asked.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "A cancellation token is the one optional parameter of the house.")]
    public Task InvalidateAsync(AccessToken token, string clientSecret, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientSecret);
        return InvalidateWithAsync(token, clientSecret, cancellationToken);
    }

    private async Task InvalidateWithAsync(AccessToken token, string? clientSecret, CancellationToken cancellationToken)
    {
        var clientId = ClientOf(token);
        await SendAsync(
            new ImsCall("revocation", _invalidate, clientSecret is null ? new SecretFilter(token.Value) : new SecretFilter(token.Value, clientSecret)),
            clientId,
            [
                new("token_type", TypeOf(token)), new("token", token.Value), new("client_id", clientId),
                .. clientSecret is null ? Array.Empty<KeyValuePair<string, string>>() : [new("client_secret", clientSecret)],
            ],
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<ServiceAnswer> SendAsync(ImsCall call, string clientId, KeyValuePair<string, string>[] fields, CancellationToken cancellationToken)
    {
        ServiceAnswer answer;
        try
        {
            answer = await _client.SendAsync(
                () =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Post, call.Endpoint) { Content = new FormUrlEncodedContent(fields) };
                    request.Headers.TryAddWithoutValidation("X-IMS-ClientId", clientId);
                    return request;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not AdobeServerAuthException)
        {
            throw ImsCallFailures.Unreachable(call, e);
        }

        return !answer.IsSuccess ? throw ImsCallFailures.Refused(call, answer)
            : answer.IsForeign ? throw ImsCallFailures.Unreadable(call, answer)
            : answer;
    }

    private static string ClientOf(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var client = token.ClientId ?? AccessTokenClaims.Read(token)?.ClientId;
        return client is not null && HeaderText.IsValid(client) ? client
            : throw new ArgumentException($"The token does not tell whose it is: set {nameof(AccessToken)}.{nameof(AccessToken.ClientId)}.", nameof(token));
    }

    private static string TypeOf(AccessToken token) => AccessTokenClaims.Read(token)?.Type is { Length: > 0 } type && HeaderText.IsValid(type) ? type : DefaultType;
}
