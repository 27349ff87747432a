using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Handlers;

// What becomes of one request when it is not as simple as nearly all: another credential, an address not seen before, a token that has to
// be waited for, a refusal, a redirect.
internal sealed class RequestChain(
    Func<HttpRequestMessage, ITokenProvider> providers,
    ApiRequestOptions options,
    HostRules hosts,
    ILogger logger,
    OwnAuthorizationNotice notice,
    Func<HttpRequestMessage, bool, CancellationToken, Task<HttpResponseMessage>> send)
{
    private readonly BodyPeek _peek = new();

    // What the look at a refusal is timed with.
    public TimeProvider Clock
    {
        get => _peek.Clock;
        set => _peek.Clock = value;
    }

    // How many redirects are followed.
    public int MaxRedirects { get; set; }

    // Without a token no request: a mock returns null, say.
    public static AccessToken Present(AccessToken? token) => token ?? throw new InvalidOperationException($"The {nameof(ITokenProvider)} returned null in the place of a token, so nothing was sent.");

    // Whether an answer is one that this can do more about than hand it to the caller.
    public bool IsConcernedWith(HttpResponseMessage response) =>
        RefusedToken.IsPossible(response.StatusCode) || (MaxRedirects > 0 && Redirect.IsRedirect(response.StatusCode));

    // From the beginning.
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        AccessToken? token = null;
        if (!CredentialMark.IsNone(request))
        {
            if ((CredentialHeaders.Of(request, options) & CallersHeaders.Authorization) != 0)
            {
                WarnOfOwnAuthorization(request);
            }
            else if (hosts.Judge(request) is var verdict && verdict.IsBlocked)
            {
                throw BlockedRequest.Exception(request.RequestUri, verdict);
            }
            else if (verdict.TakesToken)
            {
                token = Present(await Wait(providers(request).GetTokenAsync(cancellationToken), isAsync).ConfigureAwait(false));
            }
        }

        var address = request.RequestUri;
        var response = await SendOnceAsync(request, token, isAsync, cancellationToken).ConfigureAwait(false);
        return IsConcernedWith(response) ? await GoOnAsync(request, address, token, response, isAsync, cancellationToken).ConfigureAwait(false) : response;
    }

    // From the first answer on, to a request that was sent to this address, with this token or without any.
    public async Task<HttpResponseMessage> GoOnAsync(
        HttpRequestMessage request, Uri? address, AccessToken? token, HttpResponseMessage response, bool isAsync, CancellationToken cancellationToken)
    {
        var mayRenew = true;
        try
        {
            for (var hop = 0; ; hop++)
            {
                // An inner handler that follows redirects by itself has dropped the token on the way to another server, and there is no way back to it.
                var hasLeft = !Redirect.IsSameServer(request.RequestUri, address);
                if (token is not null && mayRenew && !hasLeft && await Wait(IsRefusedAsync(response, cancellationToken), isAsync).ConfigureAwait(false))
                {
                    mayRenew = false;
                    response = await HealAsync(request, address, token, response, isAsync, cancellationToken).ConfigureAwait(false);
                }

                if (hop >= MaxRedirects || Redirect.Target(request, response) is not { } target)
                {
                    return response;
                }

                var dropsBody = Redirect.DropsBody(request, response.StatusCode);
                if (!dropsBody && !await Wait(ReplayableBody.CanBeSentAgainAsync(request.Content), isAsync).ConfigureAwait(false))
                {
                    return response;
                }

                response.Dispose();
                var takesToken = token is not null && TakesToken(request, response, target) && !hasLeft;
                if (!takesToken)
                {
                    // A chain that has left the allowed hosts, or had an identity of its own, gets no token again wherever it leads: not
                    // here, and not when an outer retry sends the same message.
                    CredentialMark.UseNone(request);
                }

                Redirect.Apply(request, target, dropsBody, CredentialHeaders.OrganizationIdOf(options));
                token = takesToken ? Present(await Wait(providers(request).GetTokenAsync(cancellationToken), isAsync).ConfigureAwait(false)) : null;
                address = target;
                response = await SendOnceAsync(request, token, isAsync, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // Only where it would have had our token: a handler of all HTTP clients sees requests to other services too.
    private void WarnOfOwnAuthorization(HttpRequestMessage request)
    {
        if (!notice.IsGiven && hosts.Judge(request).TakesToken)
        {
            notice.Give(logger, Host(request));
        }
    }

    private bool TakesToken(HttpRequestMessage request, HttpResponseMessage response, Uri target)
    {
        var verdict = hosts.Judge(target);
        return !verdict.IsBlocked ? verdict.TakesToken : throw BlockedRequest.Redirected(request.RequestUri, (int)response.StatusCode, target, verdict);
    }

    private ValueTask<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        RefusedToken.IsMeantByAsync(response, _peek, cancellationToken);

    // The answer to a second attempt with a renewed token; the one at hand, if there is none to be made.
    private async Task<HttpResponseMessage> HealAsync(
        HttpRequestMessage request, Uri? address, AccessToken rejected, HttpResponseMessage response, bool isAsync, CancellationToken cancellationToken)
    {
        var renewed = await RenewAsync(request, rejected, response, isAsync, cancellationToken).ConfigureAwait(false);
        if (renewed is null || renewed.Value == rejected.Value)
        {
            return response;
        }

        if (!await Wait(ReplayableBody.CanBeSentAgainAsync(request.Content), isAsync).ConfigureAwait(false))
        {
            logger.BodyNotReplayable(Host(request), (int)response.StatusCode);
            return response;
        }

        response.Dispose();

        // As it came here: what an inner handler adds to the address, it adds once more.
        request.RequestUri = address;
        return await SendOnceAsync(request, renewed, isAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AccessToken?> RenewAsync(
        HttpRequestMessage request, AccessToken rejected, HttpResponseMessage response, bool isAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await Wait(providers(request).RenewTokenAsync(rejected, cancellationToken), isAsync).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever a provider throws, the API has answered, and its answer must not be lost.
            logger.RenewalAfterRefusalFailed(Host(request), (int)response.StatusCode, e is AdobeServerAuthException ? e.Message : e.GetType().Name);
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, AccessToken? token, bool isAsync, CancellationToken cancellationToken)
    {
        if (token is null)
        {
            return await send(request, isAsync, cancellationToken).ConfigureAwait(false);
        }

        var attached = CredentialHeaders.Attach(request, CredentialHeaders.Of(request, options), token, options);
        try
        {
            return await send(request, isAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CredentialHeaders.Detach(request, attached, options);
        }
    }

    // A caller that blocks goes on with its own thread.
    private static ValueTask<T> Wait<T>(ValueTask<T> value, bool isAsync) =>
        isAsync || value.IsCompleted ? value : new ValueTask<T>(value.AsTask().GetAwaiter().GetResult());

    private static string Host(HttpRequestMessage request) => SafeText.Clean(HostName.Of(request.RequestUri)) ?? "";
}
