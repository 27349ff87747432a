namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What the gateway found: whose token it was, if known, and why the request is refused, if it is.</summary>
internal sealed class GatewayVerdict
{
    private GatewayVerdict(IssuedToken? token, int statusCode, string? errorCode, string? message)
    {
        Token = token;
        StatusCode = statusCode;
        ErrorCode = errorCode;
        Message = message;
    }

    public IssuedToken? Token { get; }

    public int StatusCode { get; }

    public string? ErrorCode { get; }

    public string? Message { get; }

    public static GatewayVerdict TokenMissing() => new(null, 403, "403010", "Oauth token is missing");

    public static GatewayVerdict TokenInvalid(IssuedToken? token) => new(token, 401, "401013", "Oauth token is not valid");

    public static GatewayVerdict ApiKeyMissing(IssuedToken token) => new(token, 403, "403000", "Api Key is required");

    public static GatewayVerdict ApiKeyInvalid(IssuedToken token) => new(token, 403, "403003", "Api Key is invalid");

    public static GatewayVerdict ScopeMismatch(IssuedToken token) => new(token, 403, "403011", "Scope mismatch");

    public static GatewayVerdict HeaderMissing(IssuedToken token) => new(token, 400, "400003", "Missing header");

    public static GatewayVerdict ProfileInvalid(IssuedToken token) => new(token, 403, "403025", "Profile is not valid");

    public static GatewayVerdict Passed(IssuedToken token) => new(token, 200, null, null);
}
