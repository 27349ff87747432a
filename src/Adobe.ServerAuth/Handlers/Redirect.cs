using System.Net;

namespace Adobe.ServerAuth.Handlers;

// Where a redirect leads and what becomes of the request (RFC 9110 section 15.4), as HttpClient itself would follow it.
internal static class Redirect
{
    public static bool IsRedirect(HttpStatusCode status) => (int)status is 300 or 301 or 302 or 303 or 307 or 308;

    public static bool IsSameServer(Uri? one, Uri? other) =>
        ReferenceEquals(one, other)
        || (one is { IsAbsoluteUri: true } && other is { IsAbsoluteUri: true } && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0);

    public static Uri? Target(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location || request.RequestUri is not { } origin)
        {
            return null;
        }

        if (!Uri.TryCreate(origin, location, out var target))
        {
            return null;
        }

        if (origin.Fragment.Length > 0 && target.Fragment.Length == 0)
        {
            if (!Uri.TryCreate(target.AbsoluteUri + origin.Fragment, UriKind.Absolute, out target))
            {
                return null;
            }
        }

        var isDowngrade = origin.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps;
        return isDowngrade || (target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp) ? null : target;
    }

    public static bool DropsBody(HttpRequestMessage request, HttpStatusCode status) => (int)status switch
    {
        300 or 301 or 302 => request.Method == HttpMethod.Post,
        303 => request.Method != HttpMethod.Get && request.Method != HttpMethod.Head,
        _ => false,
    };

    public static void Apply(HttpRequestMessage request, Uri target, bool dropBody, string organizationIdHeader)
    {
        var headers = request.Headers;
        headers.Authorization = null;
        if (!IsSameServer(request.RequestUri, target))
        {
            // What the caller had for one server is not for another.
            headers.Host = null;
            foreach (var name in new[] { "Cookie", "Proxy-Authorization", CredentialHeaders.ApiKey, organizationIdHeader })
            {
                headers.Remove(name);
            }
        }

        request.RequestUri = target;
        if (dropBody)
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            if (request.Headers.TransferEncodingChunked == true)
            {
                request.Headers.TransferEncodingChunked = false;
            }
        }
    }
}
