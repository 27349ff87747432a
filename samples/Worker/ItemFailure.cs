using System.Net;
using Adobe.ServerAuth;
using Microsoft.Extensions.Options;

namespace Worker;

/// <summary>What an exception says about the item that was sent.</summary>
/// <param name="IsOfItem">The item is wrong, and will be the next time.</param>
/// <param name="IsOfAnyItem">Any other item would have met it. With neither, nobody knows.</param>
/// <param name="NeedsSomebody">It does not pass by itself.</param>
/// <param name="RetryAfter">How long IMS, or the API, is to be left alone; null when nothing says.</param>
internal sealed record ItemFailure(bool IsOfItem, bool IsOfAnyItem, bool NeedsSomebody, TimeSpan? RetryAfter)
{
    /// <summary>The wait for a token was given up.</summary>
    public static readonly ItemFailure OfToken = OfAnyItem(false, null);

    public static ItemFailure Of(Exception exception) => exception switch
    {
        TokenRequestException e => OfAnyItem(!e.IsTransient, e.NextAttemptIn),
        CredentialException e => OfAnyItem(!e.IsTransient, e.NextAttemptIn),
        AdobeServerAuthException or OptionsValidationException or ApiException { StatusCode: HttpStatusCode.Unauthorized } => OfAnyItem(true, null),
        ApiException { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } e => OfAnyItem(false, e.RetryAfter),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.SecureConnectionError
        } => OfAnyItem(false, null),

        // 403 may be the credential's too, and 408 is of the moment.
        ApiException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not (HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout) } => new(true, false, true, null),
        _ => new(false, false, false, (exception as ApiException)?.RetryAfter),
    };

    private static ItemFailure OfAnyItem(bool needsSomebody, TimeSpan? retryAfter) => new(false, true, needsSomebody, retryAfter);
}
