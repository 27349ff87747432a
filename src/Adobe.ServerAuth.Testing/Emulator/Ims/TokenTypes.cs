namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What a token may be called. The emulator issues access tokens only, so there is none of another type.</summary>
internal static class TokenTypes
{
    public const string Access = "access_token";

    /// <summary>The name that invalidate_token has for the token of a service; it is an access token.</summary>
    public const string Service = "service_token";

    public static readonly string[] OfValidation = [Access, "refresh_token", "device_token", "authorization_code"];

    public static readonly string[] OfInvalidation = [Access, "refresh_token", "device_token", Service];
}
