using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Handlers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>
/// Gives the requests of an <see cref="HttpClient"/> an access token and the headers that Adobe APIs want. A request whose token the API
/// refuses is sent once more with a renewed one.
/// </summary>
/// <remarks>
/// A request that has an <c>Authorization</c> header already is sent as it is. Without a token nothing is sent: the provider's exception
/// travels to the caller. Redirects that the inner handler would follow by itself are followed here instead, with the rules at every hop; without an inner
/// handler the first request gets one of its own. The headers are taken off when the inner handler's task ends: one that still uses the request by then
/// (which sends a copy and does not wait for it, say) belongs outside of this handler.
/// </remarks>
public sealed class AdobeServerAuthHandler : DelegatingHandler
{
    private readonly ITokenProvider _provider;
    private readonly ITokenProviderFactory? _credentials;
    private readonly ApiRequestOptions _options;
    private readonly HostRules _hosts;
    private readonly RequestChain _chain;
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
        : this(provider, null, options, logger)
    {
    }

    /// <summary>
    /// Makes a handler without logs whose requests choose their credential with <see cref="AdobeServerAuthRequestExtensions.UseAdobeCredential"/>;
    /// those that do not get the token of the default one.
    /// </summary>
    /// <param name="credentials">Where credentials are found by name; it stays the caller's.</param>
    /// <param name="options">Which hosts get the token, and which headers; read once.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public AdobeServerAuthHandler(ITokenProviderFactory credentials, ApiRequestOptions options)
        : this(credentials, options, NullLogger.Instance)
    {
    }

    /// <summary>
    /// Makes a handler whose requests choose their credential with <see cref="AdobeServerAuthRequestExtensions.UseAdobeCredential"/>; those that do
    /// not get the token of the default one.
    /// </summary>
    /// <param name="credentials">Where credentials are found by name; it stays the caller's.</param>
    /// <param name="options">Which hosts get the token, and which headers; read once.</param>
    /// <param name="logger">Where refusals that could not be healed are logged, never with a token.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public AdobeServerAuthHandler(ITokenProviderFactory credentials, ApiRequestOptions options, ILogger logger)
        : this(new DefaultCredential(credentials), credentials, options, logger)
    {
    }

    internal AdobeServerAuthHandler(
        ITokenProvider provider, ITokenProviderFactory? credentials, ApiRequestOptions options, ILogger logger, OwnAuthorizationNotice? notice = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        ApiRequestOptionsValidator.ThrowIfInvalid(options);
        _provider = provider;
        _credentials = credentials;
        _options = options.Copy();
        _hosts = new HostRules(_options);
        _chain = new RequestChain(ProviderOf, _options, _hosts, UnfailingLogger.Around(logger), notice ?? new("an HTTP client"), SendInnerAsync);
    }

    // How many redirects are followed here, with the rules of this handler at every hop. Zero where the inner handler was not told to
    // leave them alone.
    internal int MaxRedirects
    {
        get => _chain.MaxRedirects;
        set => _chain.MaxRedirects = value;
    }

    // What the look at a refusal is timed with.
    internal TimeProvider Clock
    {
        get => _chain.Clock;
        set => _chain.Clock = value;
    }

    /// <inheritdoc/>
    /// <exception cref="RequestBlockedException">
    /// The request's address is not one that may get an access token, and nothing was sent; or the API answered with a redirect to such
    /// an address, as the message then says.
    /// </exception>
    /// <exception cref="TokenRequestException">No token could be had; nothing was sent.</exception>
    /// <exception cref="CredentialException">The credential is not known, or can not sign; nothing was sent.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        EnsureInnerHandler();

        // Nearly all requests are like the one before, to a host that is known and with a token that is there: for them nothing is made
        // but the header.
        var found = CredentialHeaders.Of(request, _options);
        if ((found & CallersHeaders.Unusual) != 0 || !_hosts.HasApproved(request.RequestUri) || CredentialMark.IsNone(request))
        {
            return _chain.SendAsync(request, isAsync: true, cancellationToken);
        }

        try
        {
            var getting = ProviderOf(request).GetTokenAsync(cancellationToken);
            return getting.IsCompletedSuccessfully
                ? SendWithAsync(getting.Result, request, found, cancellationToken)
                : WaitAndSendAsync(getting, request, found, cancellationToken);
        }
        catch (Exception e)
        {
            // Whatever it is, it is told by the task, as on any other way.
            return Task.FromException<HttpResponseMessage>(e);
        }
    }

#if !NETSTANDARD2_0
    /// <inheritdoc/>
    /// <exception cref="RequestBlockedException">
    /// The request's address is not one that may get an access token, and nothing was sent; or the API answered with a redirect to such
    /// an address, as the message then says.
    /// </exception>
    /// <exception cref="TokenRequestException">No token could be had; nothing was sent.</exception>
    /// <exception cref="CredentialException">The credential is not known, or can not sign; nothing was sent.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        EnsureInnerHandler();
        return _chain.SendAsync(request, isAsync: false, cancellationToken).GetAwaiter().GetResult();
    }
#endif

    private Task<HttpResponseMessage> SendWithAsync(AccessToken token, HttpRequestMessage request, CallersHeaders found, CancellationToken cancellationToken)
    {
        var address = request.RequestUri;
        var attached = CredentialHeaders.Attach(request, found, RequestChain.Present(token), _options);
        Task<HttpResponseMessage> sending;
        try
        {
            sending = base.SendAsync(request, cancellationToken);
            if (sending.Status != TaskStatus.RanToCompletion)
            {
                return AwaitAsync(sending, attached, address, token, request, cancellationToken);
            }
        }
        catch
        {
            CredentialHeaders.Detach(request, attached, _options);
            throw;
        }

        CredentialHeaders.Detach(request, attached, _options);
        return _chain.IsConcernedWith(sending.Result)
            ? _chain.GoOnAsync(request, address, token, sending.Result, isAsync: true, cancellationToken)
            : sending;
    }

    private async Task<HttpResponseMessage> AwaitAsync(
        Task<HttpResponseMessage> sending, AttachedHeaders attached, Uri? address, AccessToken token, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await sending.ConfigureAwait(false);
        }
        finally
        {
            CredentialHeaders.Detach(request, attached, _options);
        }

        return _chain.IsConcernedWith(response)
            ? await _chain.GoOnAsync(request, address, token, response, isAsync: true, cancellationToken).ConfigureAwait(false)
            : response;
    }

    private async Task<HttpResponseMessage> WaitAndSendAsync(
        ValueTask<AccessToken> getting, HttpRequestMessage request, CallersHeaders found, CancellationToken cancellationToken)
    {
        var token = await getting.ConfigureAwait(false);
        return await SendWithAsync(token, request, found, cancellationToken).ConfigureAwait(false);
    }

    private ITokenProvider ProviderOf(HttpRequestMessage request) => CredentialMark.Credential(request) is not { } name ? _provider
        : _credentials?.GetProvider(name) ?? throw BlockedRequest.WithoutCredentials(name);

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
            else
            {
                // Whoever built the chain may have changed its end since.
                MaxRedirects = PrimaryHandlers.TakeOverRedirects(InnerHandler) ?? MaxRedirects;
            }

            Volatile.Write(ref _hasInnerHandler, true);
        }
    }
}
