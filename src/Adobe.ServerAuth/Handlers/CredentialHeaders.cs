namespace Adobe.ServerAuth.Handlers;

// The headers that are put on one request. They are taken off after it was sent: an outer retry sends the same message, and an old
// token must not pass for the caller's own.
internal static class CredentialHeaders
{
    public const string ApiKey = "x-api-key";
    private const string Authorization = "Authorization";

    // Whether there is nothing on the request to look at closer: an identity of its own, or another name for its host.
    public static bool AreOrdinary(HttpRequestMessage request) => HasNone(request) || (HostOf(request) is null && !AreCallersOwn(request));

    // As it is sent, be it malformed.
    public static string? HostOf(HttpRequestMessage request) =>
#if NETSTANDARD2_0
        request.Headers.TryGetValues("Host", out var values) ? string.Join(",", values) : null;
#else
        request.Headers.NonValidated.TryGetValues("Host", out var values) ? values.ToString() : null;
#endif

    // A blank one is none.
    public static bool AreCallersOwn(HttpRequestMessage request)
    {
#if NETSTANDARD2_0
        return request.Headers.TryGetValues(Authorization, out var values) && values.Any(value => !string.IsNullOrWhiteSpace(value));
#else
        if (request.Headers.NonValidated is { Count: > 0 } headers && headers.TryGetValues(Authorization, out var values))
        {
            foreach (var value in values)
            {
                if (!string.IsNullOrWhiteSpace(value))
                {
                    return true;
                }
            }
        }

        return false;
#endif
    }

    public static AttachedHeaders Attach(HttpRequestMessage request, AccessToken token, ApiRequestOptions options)
    {
        var headers = request.Headers;
        var isFirst = HasNone(request);
        var attached = AttachedHeaders.Authorization | (isFirst ? AttachedHeaders.Only : AttachedHeaders.None);
        if (!isFirst)
        {
            headers.Remove(Authorization);
        }

        // Raw: parsing a token of a kilobyte on every request costs more than all the rest. The constructor of AccessToken has checked it.
        headers.TryAddWithoutValidation(Authorization, token.Authorization);
        if (options.SendApiKey && token.ClientId is { } clientId && (isFirst || !headers.Contains(ApiKey)))
        {
            headers.TryAddWithoutValidation(ApiKey, clientId);
            attached |= AttachedHeaders.ApiKey;
        }

        if (options.SendOrganizationId && token.OrganizationId is { } organization && (isFirst || !headers.Contains(options.OrganizationIdHeader)))
        {
            headers.TryAddWithoutValidation(options.OrganizationIdHeader, organization);
            attached |= AttachedHeaders.OrganizationId;
        }

        return attached;
    }

    public static void Detach(HttpRequestMessage request, AttachedHeaders attached, ApiRequestOptions options)
    {
        var headers = request.Headers;
        var (apiKey, organization) = ((attached & AttachedHeaders.ApiKey) != 0, (attached & AttachedHeaders.OrganizationId) != 0);
        if ((attached & AttachedHeaders.Only) != 0 && HasNoOther(request, apiKey, organization, options))
        {
            headers.Clear();
            return;
        }

        headers.Remove(Authorization);
        if (apiKey)
        {
            headers.Remove(ApiKey);
        }

        if (organization)
        {
            headers.Remove(options.OrganizationIdHeader);
        }
    }

#if NETSTANDARD2_0
    private static bool HasNone(HttpRequestMessage request) => !request.Headers.Any();

    // Looking at each costs more than it saves here.
    private static bool HasNoOther(HttpRequestMessage request, bool apiKey, bool organization, ApiRequestOptions options) => false;
#else
    private static bool HasNone(HttpRequestMessage request) => request.Headers.NonValidated.Count == 0;

    // Whether nobody added one on the way, be it in the place of one of these.
    private static bool HasNoOther(HttpRequestMessage request, bool apiKey, bool organization, ApiRequestOptions options)
    {
        foreach (var header in request.Headers.NonValidated)
        {
            if (!(header.Key == Authorization || (apiKey && header.Key == ApiKey) || (organization && header.Key == options.OrganizationIdHeader)))
            {
                return false;
            }
        }

        return true;
    }
#endif
}
