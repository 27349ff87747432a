using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Handlers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>
/// Gives the requests of an <see cref="HttpClient"/> an access token and the headers that Adobe APIs want. A request that the API answers
/// with 401 is sent once more with a renewed token.
/// </summary>
/// <remarks>
/// A request that has an <c>Authorization</c> header already is sent as it is. Without a token nothing is sent: the provider's exception
/// travels to the caller. Without an inner handler the first request gets one of its own, which follows redirects to allowed hosts.
/// </remarks>
public sealed class AdobeServerAuthHandler : DelegatingHandler
{
    private readonly ITokenProvider _provider;
    private readonly ApiRequestOptions _options;
    private readonly HostRules _hosts;
    private readonly ILogger _logger;
    private readonly object _gate = new();
    private bool _hasInnerHandler;

    /// <summary>Makes a handler with default options and without logs.</summary>
    /// <param name="provider">Where tokens come from; it stays the caller's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    public AdobeServerAuthHandler(ITokenProvider provider)
        : this(provider, new ApiRequestOptions())
    {
    }

    /// <summary>Makes a handler without logs.</summary>
    /// <param name="provider">Where tokens come from; it stays the caller's.</param>
    /// <param name="options">Which hosts get the token, and which headers; read once.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public AdobeServerAuthHandler(ITokenProvider provider, ApiRequestOptions options)
        : this(provider, options, NullLogger.Instance)
    {
    }

    /// <summary>Makes a handler.</summary>
    /// <param name="provider">Where tokens come from; it stays the caller's.</param>
    /// <param name="options">Which hosts get the token, and which headers; read once.</param>
    /// <param name="logger">Where refusals that could not be healed are logged, never with a token.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public AdobeServerAuthHandler(ITokenProvider provider, ApiRequestOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        ApiRequestOptionsValidator.ThrowIfInvalid(options);
        _provider = provider;
        _options = options.Copy();
        _hosts = new HostRules(_options);
        _logger = UnfailingLogger.Around(logger);
    }

    // How many redirects are followed here, with the rules of this handler at every hop. Zero where the inner handler was not told to
    // leave them alone.
    internal int MaxRedirects { get; set; }

    /// <inheritdoc/>
    /// <exception cref="RequestBlockedException">
    /// The request's address is not one that may get an access token, and nothing was sent; or the API answered with a redirect to such
    /// an address, as the message then says.
    /// </exception>
    /// <exception cref="TokenRequestException">No token could be had; nothing was sent.</exception>
    /// <exception cref="CredentialException">The credential is not known, or can not sign; nothing was sent.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, isAsync: true, cancellationToken);

#if !NETSTANDARD2_0
    /// <inheritdoc/>
    /// <exception cref="RequestBlockedException">
    /// The request's address is not one that may get an access token, and nothing was sent; or the API answered with a redirect to such
    /// an address, as the message then says.
    /// </exception>
    /// <exception cref="TokenRequestException">No token could be had; nothing was sent.</exception>
    /// <exception cref="CredentialException">The credential is not known, or can not sign; nothing was sent.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, isAsync: false, cancellationToken).GetAwaiter().GetResult();
#endif

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        EnsureInnerHandler();
        var takesToken = !CredentialHeaders.AreCallersOwn(request) && !RequestMark.IsSet(request);
        if (takesToken)
        {
            var verdict = _hosts.Judge(request.RequestUri);
            takesToken = !verdict.IsBlocked ? verdict.TakesToken : throw BlockedRequest.Exception(request.RequestUri, verdict);
        }

        var mayRenew = true;
        for (var hop = 0; ; hop++)
        {
            HttpResponseMessage response;
            if (takesToken)
            {
                (response, mayRenew) = await SendWithTokenAsync(request, mayRenew, isAsync, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                response = await SendInnerAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
            }

            if (hop >= MaxRedirects || Redirect.Target(request, response) is not { } target)
            {
                return response;
            }

            var dropsBody = Redirect.DropsBody(request, response.StatusCode);
            if (!dropsBody && !await ReplayableBody.CanBeSentAgainAsync(request.Content).ConfigureAwait(false))
            {
                return response;
            }

            response.Dispose();

            if (takesToken)
            {
                var verdict = _hosts.Judge(target);
                takesToken = !verdict.IsBlocked
                    ? verdict.TakesToken
                    : throw BlockedRequest.Redirected(request.RequestUri, (int)response.StatusCode, target, verdict);
            }

            if (!takesToken)
            {
                // A chain that has left the allowed hosts, or had an identity of its own, gets no token again wherever it leads: not
                // here, and not when an outer retry sends the same message.
                RequestMark.Set(request);
            }

            Redirect.Apply(request, target, dropsBody);
        }
    }

    private async Task<(HttpResponseMessage Response, bool MayRenew)> SendWithTokenAsync(
        HttpRequestMessage request, bool mayRenew, bool isAsync, CancellationToken cancellationToken)
    {
        var token = await Wait(_provider.GetTokenAsync(cancellationToken), isAsync).ConfigureAwait(false);
        var response = await SendOnceAsync(request, token, isAsync, cancellationToken).ConfigureAwait(false);
        if (!mayRenew || !UnauthorizedResponse.RefusesToken(response))
        {
            return (response, mayRenew);
        }

        var renewed = await RenewAsync(token, request, response, isAsync, cancellationToken).ConfigureAwait(false);

        // An inner handler that follows redirects has put the last address into the request.
        if (renewed is null || renewed.Value == token.Value || !_hosts.Judge(request.RequestUri).TakesToken)
        {
            return (response, false);
        }

        if (!await ReplayableBody.CanBeSentAgainAsync(request.Content).ConfigureAwait(false))
        {
            _logger.BodyNotReplayable(Host(request), (int)response.StatusCode);
            return (response, false);
        }

        response.Dispose();
        return (await SendOnceAsync(request, renewed, isAsync, cancellationToken).ConfigureAwait(false), false);
    }

    private async Task<AccessToken?> RenewAsync(
        AccessToken rejected, HttpRequestMessage request, HttpResponseMessage response, bool isAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await Wait(_provider.RenewTokenAsync(rejected, cancellationToken), isAsync).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            response.Dispose();
            throw;
        }
        catch (Exception e)
        {
            // Whatever a provider throws, the API has answered, and its answer must not be lost.
            _logger.RenewalAfterRefusalFailed(Host(request), (int)response.StatusCode, e is AdobeServerAuthException ? e.Message : e.GetType().Name);
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, AccessToken token, bool isAsync, CancellationToken cancellationToken)
    {
        var headers = CredentialHeaders.Attach(request, token, _options);
        try
        {
            return await SendInnerAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            headers.Detach();
        }
    }

    private Task<HttpResponseMessage> SendInnerAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken) =>
#if NETSTANDARD2_0
        base.SendAsync(request, cancellationToken);
#else
        isAsync ? base.SendAsync(request, cancellationToken) : Task.FromResult(base.Send(request, cancellationToken));
#endif

    private void EnsureInnerHandler()
    {
        if (Volatile.Read(ref _hasInnerHandler))
        {
            return;
        }

        lock (_gate)
        {
            if (InnerHandler is null)
            {
                MaxRedirects = PrimaryHandlers.DefaultMaxRedirects;
                InnerHandler = PrimaryHandlers.Create();
            }

            Volatile.Write(ref _hasInnerHandler, true);
        }
    }

    private static ValueTask<AccessToken> Wait(ValueTask<AccessToken> token, bool isAsync) =>
        isAsync || token.IsCompleted ? token : new ValueTask<AccessToken>(token.AsTask().GetAwaiter().GetResult());

    private static string Host(HttpRequestMessage request) => SafeText.Clean(request.RequestUri?.IdnHost) ?? "";
}
