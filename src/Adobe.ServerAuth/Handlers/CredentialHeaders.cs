namespace Adobe.ServerAuth.Handlers;

// The headers that are put on one request. They are taken off after it was sent: an outer retry sends the same message, and an old
// token must not pass for the caller's own.
internal static class CredentialHeaders
{
    public const string ApiKey = "x-api-key";
    private const string Authorization = "Authorization";
    private const string Host = "Host";
    private const string UsualOrganizationId = "x-gw-ims-org-id";

    public static CallersHeaders Of(HttpRequestMessage request, ApiRequestOptions options)
    {
        // A message with none is not searched for each.
        if (IsEmpty(request))
        {
            return CallersHeaders.None;
        }

        var headers = request.Headers;
        return CallersHeaders.Any
            | AuthorizationOf(request)
            | (headers.Contains(Host) ? CallersHeaders.Host : CallersHeaders.None)
            | (options.SendApiKey && headers.Contains(ApiKey) ? CallersHeaders.ApiKey : CallersHeaders.None)
            | (options.SendOrganizationId && headers.Contains(options.OrganizationIdHeader) ? CallersHeaders.OrganizationId : CallersHeaders.None);
    }

    public static bool HasAuthorization(HttpRequestMessage request) => AuthorizationOf(request) == CallersHeaders.Authorization;

    // As it is sent, be it malformed.
    public static string? HostOf(HttpRequestMessage request) =>
#if NETSTANDARD2_0
        request.Headers.TryGetValues(Host, out var values) ? string.Join(",", values) : null;
#else
        request.Headers.NonValidated.TryGetValues(Host, out var values) ? values.ToString() : null;
#endif

    // Its name in a request. An option that is not used may hold anything.
    public static string OrganizationIdOf(ApiRequestOptions options) => options.SendOrganizationId ? options.OrganizationIdHeader : UsualOrganizationId;

    public static AttachedHeaders Attach(HttpRequestMessage request, CallersHeaders found, AccessToken token, ApiRequestOptions options)
    {
        var headers = request.Headers;
        var attached = AttachedHeaders.Authorization | (found == CallersHeaders.None ? AttachedHeaders.Only : AttachedHeaders.None);
        if ((found & CallersHeaders.BlankAuthorization) != 0)
        {
            headers.Remove(Authorization);
        }

        // Raw: parsing a token of a kilobyte on every request costs more than all the rest. The constructor of AccessToken has checked it.
        headers.TryAddWithoutValidation(Authorization, token.Authorization);
        if (options.SendApiKey && token.ClientId is { } clientId && (found & CallersHeaders.ApiKey) == 0)
        {
            headers.TryAddWithoutValidation(ApiKey, clientId);
            attached |= AttachedHeaders.ApiKey;
        }

        if (options.SendOrganizationId && token.OrganizationId is { } organization && (found & CallersHeaders.OrganizationId) == 0)
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

#if !NETSTANDARD2_0
        // A message that came with none, and has as many as it was given, is given back with none: removing three by their names costs
        // more than all the rest. What was added on the way stays, but for one that took the place of ours.
        if ((attached & AttachedHeaders.Only) != 0 && headers.NonValidated.Count == 1 + (apiKey ? 1 : 0) + (organization ? 1 : 0))
        {
            headers.Clear();
            return;
        }
#endif

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

    // A blank one is none.
    private static CallersHeaders AuthorizationOf(HttpRequestMessage request)
    {
#if NETSTANDARD2_0
        if (!request.Headers.TryGetValues(Authorization, out var values))
#else
        if (!request.Headers.NonValidated.TryGetValues(Authorization, out var values))
#endif
        {
            return CallersHeaders.None;
        }

        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return CallersHeaders.Authorization;
            }
        }

        return CallersHeaders.BlankAuthorization;
    }

    private static bool IsEmpty(HttpRequestMessage request) =>
#if NETSTANDARD2_0
        !request.Headers.Any();
#else
        request.Headers.NonValidated.Count == 0;
#endif
}
