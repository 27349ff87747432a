using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth;

/// <summary>
/// What an access token of IMS tells of itself: a hint for people, logs and support, and never a proof. Nothing is verified here; whether a token is
/// valid only IMS knows (<c>ImsClient.ValidateAsync</c>).
/// </summary>
/// <remarks>
/// An access token of IMS looks like a JWT and is none: it has no <c>exp</c>, <c>iat</c>, <c>iss</c> or <c>aud</c>, its times are milliseconds in
/// strings, and its scopes stand in one string between commas. Every member is null, or empty, when the token does not tell it.
/// </remarks>
public sealed class AccessTokenClaims
{
    private const double LatestMilliseconds = 253402300799999;

    private AccessTokenClaims(JsonElement claims)
    {
        TokenId = Text(claims, "id");
        Type = Text(claims, "type");
        ClientId = Text(claims, "client_id");
        UserId = Text(claims, "user_id");
        IssuedBy = Text(claims, "as");
        CreatedAt = Milliseconds(claims, "created_at") is { } created && created < LatestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)created) : null;
        Lifetime = Milliseconds(claims, "expires_in") is { } lifetime && lifetime < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(lifetime) : null;
        Scopes = Text(claims, "scope") is { } scopes ? [.. ScopeList.Normalize([scopes])] : [];
    }

    /// <summary>The claim <c>id</c>, by which Adobe's support finds the token.</summary>
    public string? TokenId { get; }

    /// <summary>The claim <c>type</c>: <c>access_token</c>.</summary>
    public string? Type { get; }

    /// <summary>The claim <c>client_id</c>: the client that the token was issued to.</summary>
    public string? ClientId { get; }

    /// <summary>The claim <c>user_id</c>: the technical account, which ends in <c>@techacct.adobe.com</c>.</summary>
    public string? UserId { get; }

    /// <summary>The claim <c>as</c>: the IMS that issued the token, such as <c>ims-na1</c> (production) or <c>ims-na1-stg1</c> (stage).</summary>
    public string? IssuedBy { get; }

    /// <summary>The claim <c>created_at</c>: when the token was issued, by the clock of IMS.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>The claim <c>expires_in</c>: how long the token lives from <see cref="CreatedAt"/> on, unless it is revoked.</summary>
    public TimeSpan? Lifetime { get; }

    /// <summary>When the token ends, by the clock of IMS.</summary>
    public DateTimeOffset? ExpiresAt => CreatedAt is { } created && Lifetime is { } lifetime && lifetime < DateTimeOffset.MaxValue - created ? created + lifetime : null;

    /// <summary>The claim <c>scope</c>, split. A token can have fewer scopes than its credential, and is refused by APIs that want more.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Reads the claims of a token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The claims; null when the token has another form than that of IMS.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public static AccessTokenClaims? Read(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Read(token.Value);
    }

    /// <summary>Describes the token by client, technical account, times and scopes, and shows no part of it.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"AccessTokenClaims {{ ClientId = {Shown(ClientId)}, UserId = {Shown(UserId)}, IssuedBy = {Shown(IssuedBy)}, CreatedAt = {CreatedAt:O}, ExpiresAt = {ExpiresAt:O}, Scopes = {Shown(string.Join(",", Scopes))} }}");

    internal static AccessTokenClaims? Read(string accessToken)
    {
        var parts = accessToken.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Decode(parts[1]));
            return new AccessTokenClaims(claims.RootElement);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // The last when it is no object.
            return null;
        }
    }

    private static byte[] Decode(string base64Url)
    {
        var base64 = new StringBuilder(base64Url).Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64.Append('=', (4 - (base64.Length % 4)) % 4).ToString());
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Milliseconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && JsonNumber.Read(value) is { } number && number > 0 ? number : null;

    private static string Shown(string? text) => SafeText.Clean(text) ?? "null";
}
