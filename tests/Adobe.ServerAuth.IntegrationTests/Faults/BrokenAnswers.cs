using System.IO.Compression;
using System.Net;
using System.Text;
using Adobe.ServerAuth.Testing;
using static Adobe.ServerAuth.IntegrationTests.Faults.FaultOutcome;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>Answers that are not what IMS would say.</summary>
internal static class BrokenAnswers
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    public static IEnumerable<FaultCase> All { get; } =
    [
        new("a proxy's page with 200", Unavailable("not-json", 200, 2)) { Fault = ImsFault.ProxyPage(200) },
        new("a proxy's page with 403", Refused("not-from-ims", 403)) { Fault = ImsFault.ProxyPage(403) },
        new("a proxy's page with 404", Refused("wrong-address", 404)) { Fault = ImsFault.ProxyPage(404) },
        new("a proxy's page with 407", Refused("proxy-credentials", 407)) { Fault = ImsFault.ProxyPage(407) },
        new("a proxy's page with 502", Unavailable("ims-in-trouble", 502, 3)) { Fault = ImsFault.ProxyPage(502) },
        new("a redirect to another host", Refused("redirect", 302)) { Fault = ImsFault.Redirect(new Uri("http://localhost:9/elsewhere")) },
        new("204 without a body", Unavailable("no-content", 204, 2)) { Fault = ImsFault.Answer(204) },
        new("an empty body", Unavailable("not-json", 200, 2)) { Fault = ImsFault.Answer(200) },
        new("half of the JSON", Unavailable("not-json", 200, 2)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":36") },
        new("JSON and more behind it", Unavailable("not-json", 200, 2)) { Fault = Json("{\"access_token\":\"abc\"}<!-- proxy -->") },
        new("a JSON array", Unavailable("not-json", 200, 2)) { Fault = Json("[{\"access_token\":\"abc\"}]") },
        new("JSON that is too deep", Unavailable("not-json", 200, 2)) { Fault = Json("{\"access_token\":\"abc\",\"x\":" + new string('[', 5000) + new string(']', 5000) + "}") },
        new("JSON that is too long", Unavailable("body-too-long", 200, 2)) { Fault = Json("{\"access_token\":\"abc\",\"x\":\"" + new string('x', 2 * 1024 * 1024) + "\"}") },
        new("a body without end", Unavailable("body-too-long", 200, 2)) { Fault = ImsFault.EndlessBody() },
        new("a body without end that drips", Unavailable("timed-out", null, 3)) { Fault = ImsFault.Drip(TimeSpan.FromMilliseconds(20)), Change = Impatient },
        new("UTF-16", Unavailable("not-json", 200, 2)) { Fault = Bytes(Encoding.Unicode.GetBytes("{\"access_token\":\"abc\"}"), ("Content-Type", "application/json; charset=utf-16")) },
        new("a charset that does not exist", Token(1, Hour)) { Fault = ImsFault.Answer(200, Good, "application/json; charset=klingon") },
        new("JSON that says it is HTML", Token(1, Hour)) { Fault = ImsFault.Answer(200, Good, "text/html") },
        new("JSON behind a byte order mark", Token(1, Hour)) { Fault = Bytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)], ("Content-Type", "application/json")) },
        new("gzip that nobody asked for", Unavailable("encoded-body", 200, 2)) { Fault = Bytes(Gzip(Good), ("Content-Encoding", "gzip")) },
        new("gzip that lies", Unavailable("encoded-body", 200, 2)) { Fault = ImsFault.GzipThatLies() },
        new("gzip that lies to a handler that decompresses", Unavailable("transport", null, 3)) { Fault = ImsFault.GzipThatLies(), Handler = handler => handler.AutomaticDecompression = DecompressionMethods.All },
        new("two access tokens", Unavailable("no-token", 200, 2)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":3600,\"access_token\":\"def\"}") },
        new("two lifetimes", Unavailable("no-token", 200, 2)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":3600,\"expires_in\":86400}") },
        new("no access token", Unavailable("no-token", 200, 2)) { Fault = Json("{\"expires_in\":3600}") },
        new("an empty access token", Unavailable("no-token", 200, 2)) { Fault = Json("{\"access_token\":\"\"}") },
        new("a number for an access token", Unavailable("no-token", 200, 2)) { Fault = Json("{\"access_token\":12345678}") },
        new("an access token with a line break", Unavailable("no-token", 200, 2)) { Fault = Json("{\"access_token\":\"abc\\r\\nX-Evil: 1\"}") },
        new("an access token that is not ASCII", Unavailable("no-token", 200, 2)) { Fault = Json("{\"access_token\":\"abcé\"}") },
        new("an error with 200", Unavailable("no-token", 200, 2)) { Fault = Json("{\"error\":\"invalid_client\"}"), AndAlso = failure => Assert.Equal("invalid_client", failure.ErrorCode) },
        new("expires_in as a text", Token(1, Hour)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":\"3600\"}") },
        new("expires_in with a fraction", Token(1, Hour)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":3600.0}") },
        new("expires_in in milliseconds", Token(1, Hour)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":3600000}") },
        new("expires_in below zero", Token(1, FiveMinutes)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":-1}") },
        new("no expires_in", Token(1, FiveMinutes)) { Fault = Json("{\"access_token\":\"abc\"}") },
        new("expires_in beyond all numbers", Token(1, FiveMinutes)) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":1e999}") },
        new("expires_in of 300 years", Token(1, TimeSpan.FromDays(30))) { Fault = Json("{\"access_token\":\"abc\",\"expires_in\":9460800000000000}") },
        new("expires_in of the JWT exchange in seconds", Token(1, TimeSpan.FromSeconds(50))) { Flow = ServerAuthFlow.Jwt, Fault = Json("{\"access_token\":\"abc\",\"expires_in\":50}") },
        new("expires_in of the JWT exchange in milliseconds", Token(1, Hour)) { Flow = ServerAuthFlow.Jwt, Fault = Json("{\"access_token\":\"abc\",\"expires_in\":3600000}") },
    ];

    private static string Good => "{\"access_token\":\"abc\",\"expires_in\":3600}";

    public static void Impatient(AdobeServerAuthOptions options) => options.TokenRequest.AttemptTimeout = TimeSpan.FromSeconds(0.5);

    private static ImsFault Json(string body) => ImsFault.Answer(200, body, "application/json");

    private static ImsFault Bytes(byte[] body, params (string Name, string Value)[] headers) =>
        ImsFault.Answer(200, body, headers.Select(header => KeyValuePair.Create(header.Name, header.Value)));

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
