using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

internal static class JsonAnswer
{
    public const string ImsContentType = "application/json;charset=UTF-8";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ToBytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(Plain));

    public static async Task WriteAsync(HttpResponse response, JsonObject body, string contentType)
    {
        var bytes = ToBytes(body);
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
