namespace Adobe.ServerAuth.Handlers;

// The headers that were put on one request. They are taken off after it was sent: an outer retry sends the same message, and an old
// token must not pass for the caller's own.
internal readonly struct CredentialHeaders
{
    private const string Authorization = "Authorization";
    private const string ApiKey = "x-api-key";

    private readonly HttpRequestMessage _request;
    private readonly bool _apiKey;
    private readonly string? _organizationHeader;

    private CredentialHeaders(HttpRequestMessage request, bool apiKey, string? organizationHeader)
    {
        _request = request;
        _apiKey = apiKey;
        _organizationHeader = organizationHeader;
    }

    // A blank one is none.
    public static bool AreCallersOwn(HttpRequestMessage request) =>
        request.Headers.TryGetValues(Authorization, out var values) && values.Any(value => !string.IsNullOrWhiteSpace(value));

    public static CredentialHeaders Attach(HttpRequestMessage request, AccessToken token, ApiRequestOptions options)
    {
        request.Headers.Remove(Authorization);

        // Raw: parsing a token of a kilobyte on every request costs more than all the rest. The constructor of AccessToken has checked it.
        request.Headers.TryAddWithoutValidation(Authorization, token.Authorization);
        var apiKey = options.SendApiKey && TryAdd(request, ApiKey, token.ClientId);
        var organization = options.SendOrganizationId && TryAdd(request, options.OrganizationIdHeader, token.OrganizationId);
        return new CredentialHeaders(request, apiKey, organization ? options.OrganizationIdHeader : null);
    }

    public void Detach()
    {
        _request.Headers.Remove(Authorization);
        if (_apiKey)
        {
            _request.Headers.Remove(ApiKey);
        }

        if (_organizationHeader is not null)
        {
            _request.Headers.Remove(_organizationHeader);
        }
    }

    private static bool TryAdd(HttpRequestMessage request, string name, string? value) =>
        value is not null && !request.Headers.Contains(name) && request.Headers.TryAddWithoutValidation(name, value);
}
