using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>An answer of the API port, and whose token the request had, if that is known.</summary>
internal sealed class ApiReply(IssuedToken? token, int statusCode, JsonObject? body)
{
    public IssuedToken? Token => token;

    public int StatusCode => statusCode;

    public JsonObject? Body => body;

    public string? ErrorCode => (string?)body?["error_code"];

    /// <summary>The methods that are taken, for an answer that refuses another one.</summary>
    public string? Allow { get; init; }

    public static ApiReply Refused(GatewayVerdict verdict) => Error(verdict.Token, verdict.StatusCode, verdict.ErrorCode, verdict.Message);

    public static ApiReply Error(IssuedToken? token, int statusCode, string? code, string? message) =>
        new(token, statusCode, new JsonObject { ["error_code"] = code, ["message"] = message });
}
