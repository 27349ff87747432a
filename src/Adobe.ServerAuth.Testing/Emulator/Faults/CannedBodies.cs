using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Bodies that must not be believed.</summary>
internal static class CannedBodies
{
    public const string ProxyPage =
        "<!DOCTYPE html>\n<html><head><title>Gateway</title></head><body><h1>The request could not be served.</h1></body></html>\n";

    /// <summary>JSON with a token that nobody has issued.</summary>
    public static byte[] NewToken() => JsonAnswer.ToBytes(new JsonObject
    {
        ["access_token"] = RandomValues.Text(400),
        ["token_type"] = "bearer",
        ["expires_in"] = 86399,
    });
}
