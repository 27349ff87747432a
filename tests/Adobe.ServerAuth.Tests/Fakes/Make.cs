using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>The one place that makes tokens, options and responses for unit tests.</summary>
internal static class Make
{
    public const string ClientId = "4f6c1d2e8b9a47035c61de90ab7f8e23";
    public const string OrganizationId = "5D1A2B7C9E40F3680A495C11@AdobeOrg";
    public const string TechnicalAccountId = "7E20C4A91B5F3D6680A495E2@techacct.adobe.com";

    public static string Secret { get; } = "p8e-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant();

    /// <summary>The RSA key of this run; not for concurrent use.</summary>
    public static RSA Key { get; } = RSA.Create(2048);

    /// <summary>The same as PKCS#8 PEM text.</summary>
    public static string PrivateKey { get; } = Key.ExportPkcs8PrivateKeyPem();

    public static AdobeServerAuthOptions Options(Action<AdobeServerAuthOptions>? change = null)
    {
        var options = new AdobeServerAuthOptions
        {
            ClientId = ClientId,
            ClientSecret = Secret,
            Scopes = ["openid", "AdobeID", "read_organizations"],
        };
        change?.Invoke(options);
        return options;
    }

    /// <summary>A Service Account (JWT) credential whose key was made for this run.</summary>
    public static AdobeServerAuthOptions JwtOptions(Action<AdobeServerAuthOptions>? change = null) => Options(options =>
    {
        options.Flow = ServerAuthFlow.Jwt;
        options.Scopes = [];
        options.OrganizationId = OrganizationId;
        options.Jwt.TechnicalAccountId = TechnicalAccountId;
        options.Jwt.MetaScopes = ["ent_dataservices_sdk"];
        options.Jwt.PrivateKey = PrivateKey;
        change?.Invoke(options);
    });

    public static AccessToken Token(string value, DateTimeOffset expiresAt) => new(value, expiresAt) { ClientId = ClientId, OrganizationId = OrganizationId };

    public static string TokenJson(string value = "token-1", object? expiresIn = null) =>
        JsonSerializer.Serialize(new { access_token = value, token_type = "bearer", expires_in = expiresIn ?? 86399 });

    public static string ErrorJson(string error, string? description = null) => description is null
        ? JsonSerializer.Serialize(new { error })
        : JsonSerializer.Serialize(new { error, error_description = description });

    /// <summary>A token as IMS makes them: times are milliseconds in strings, and there is no exp.</summary>
    public static string ImsToken(long expiresInMilliseconds)
    {
        var header = Base64Url("""{"alg":"RS256","x5u":"ims_na1-key-at-1.cer","kid":"ims_na1-key-at-1","itt":"at"}"""u8);
        var payload = Base64Url(JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "access_token",
            client_id = ClientId,
            created_at = "1760000000000",
            expires_in = expiresInMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            scope = "openid,AdobeID",
        }));
        return $"{header}.{payload}.{Base64Url(RandomNumberGenerator.GetBytes(256))}";
    }

    /// <summary>The same, of a client and made at a moment.</summary>
    public static string ImsToken(string clientId, DateTimeOffset createdAt, TimeSpan lifetime)
    {
        var payload = Base64Url(JsonSerializer.SerializeToUtf8Bytes(new
        {
            client_id = clientId,
            created_at = createdAt.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            expires_in = ((long)lifetime.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture),
        }));
        return $"{Base64Url("{}"u8)}.{payload}.{Base64Url(RandomNumberGenerator.GetBytes(32))}";
    }

    public static HttpResponseMessage Response(HttpStatusCode status, string body = "", Action<HttpResponseHeaders>? headers = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        headers?.Invoke(response.Headers);
        return response;
    }

    private static string Base64Url(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
