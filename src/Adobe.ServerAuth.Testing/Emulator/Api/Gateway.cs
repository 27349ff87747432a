using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The checks of Adobe's API gateway, docs/ims-protocol.md §12.1.</summary>
internal sealed class Gateway(TokenIssuer tokens, bool requireApiKey, bool requireOrganizationId)
{
    private const string Scheme = "Bearer ";

    public GatewayVerdict Judge(IHeaderDictionary headers)
    {
        if (BearerToken(headers) is not { } text)
        {
            return GatewayVerdict.TokenMissing();
        }

        var token = tokens.Find(text);
        if (token is null || !tokens.IsValid(token))
        {
            return GatewayVerdict.TokenInvalid(token);
        }

        return CheckApiKey(headers, token) ?? CheckOrganization(headers, token) ?? GatewayVerdict.Passed(token);
    }

    private GatewayVerdict? CheckApiKey(IHeaderDictionary headers, IssuedToken token)
    {
        var apiKey = headers["x-api-key"].ToString();
        if (string.IsNullOrWhiteSpace(apiKey))
        {
            return requireApiKey ? GatewayVerdict.ApiKeyMissing(token) : null;
        }

        return apiKey == token.Credential.ClientId ? null : GatewayVerdict.ApiKeyInvalid(token);
    }

    private GatewayVerdict? CheckOrganization(IHeaderDictionary headers, IssuedToken token)
    {
        var organization = headers["x-gw-ims-org-id"].ToString();
        if (string.IsNullOrWhiteSpace(organization))
        {
            return requireOrganizationId ? GatewayVerdict.HeaderMissing(token) : null;
        }

        return organization == token.Credential.OrganizationId ? null : GatewayVerdict.ProfileInvalid(token);
    }

    private static string? BearerToken(IHeaderDictionary headers)
    {
        var values = headers.Authorization;
        if (values.Count != 1 || values[0] is not { } value || !value.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var token = value[Scheme.Length..];
        return token.Length == 0 || token.AsSpan().ContainsAny(" \t,") ? null : token;
    }
}
