using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.IntegrationTests.MainJob;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>A server that repeats the client secret wherever it may write: what could be read, and what could not, is quoted nowhere.</summary>
[Collection("Activities")]
public class EchoTests
{
    private const string Refused = "HTTP/1.1 400 Bad Request\r\n";
    private const string Body = "Content-Type: application/json\r\nConnection: close\r\n\r\n";

    private static readonly Dictionary<string, Func<string, string>> Places = new(StringComparer.Ordinal)
    {
        ["an answer that is no HTTP"] = echo => echo + "\r\n\r\n",
        ["the version"] = echo => $"HTTP/{echo} 400 Bad Request\r\n{Body}{{}}",
        ["the status"] = echo => $"HTTP/1.1 {echo}\r\n{Body}{{}}",
        ["the reason phrase"] = echo => $"HTTP/1.1 503 {echo}\r\n{Body}{{}}",
        ["the name of a header"] = echo => $"{Refused}{echo}: x\r\n{Body}{{}}",
        ["a line that is no header"] = echo => $"{Refused}{echo}\r\n{Body}{{}}",
        ["x-debug-id"] = echo => $"{Refused}x-debug-id: {echo}\r\n{Body}{{}}",
        ["Retry-After"] = echo => $"HTTP/1.1 429 Slow\r\nRetry-After: {echo}\r\n{Body}{{}}",
        ["Date"] = echo => $"{Refused}Date: {echo}\r\n{Body}{{}}",
        ["Location"] = echo => $"HTTP/1.1 302 Found\r\nLocation: https://example.com/{echo}\r\n{Body}",
        ["Set-Cookie"] = echo => $"{Refused}Set-Cookie: a={echo}\r\n{Body}{{}}",
        ["Content-Type"] = echo => $"HTTP/1.1 200 OK\r\nContent-Type: {echo}\r\nConnection: close\r\n\r\n<p>",
        ["Content-Encoding"] = echo => $"{Refused}Content-Encoding: {echo}\r\n{Body}{{}}",
        ["Content-Length"] = echo => $"{Refused}Content-Length: {echo}\r\n{Body}{{}}",
        ["Transfer-Encoding"] = echo => $"{Refused}Transfer-Encoding: {echo}\r\n{Body}{{}}",
        ["a chunk"] = echo => $"{Refused}Transfer-Encoding: chunked\r\n{Body}{echo}\r\n",
        ["the body"] = echo => $"{Refused}{Body}{echo}",
        ["error"] = echo => $"{Refused}{Body}{JsonSerializer.Serialize(new { error = echo })}",
        ["error_description"] = echo => $"{Refused}{Body}{JsonSerializer.Serialize(new { error = "invalid_client", error_description = "The secret " + echo + " is wrong" })}",
        ["error of an answer with 200"] = echo => $"HTTP/1.1 200 OK\r\n{Body}{JsonSerializer.Serialize(new { error = echo, error_description = echo, access_token = 1 })}",
    };

    private static readonly Dictionary<string, Func<string, string>> Forms = new(StringComparer.Ordinal)
    {
        ["as it is"] = secret => secret,
        ["in a sentence"] = secret => "wrong: " + secret + " (client_secret)",
        ["a part of it"] = secret => secret[3..15],
        ["for URLs"] = Uri.EscapeDataString,
        ["for forms"] = secret => WebUtility.UrlEncode(secret)!,
        ["for URLs, each byte"] = secret => string.Concat(Encoding.UTF8.GetBytes(secret).Select(one => "%" + one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture))),
        ["for HTML"] = secret => WebUtility.HtmlEncode(secret),
        ["for JSON"] = secret => JsonEncodedText.Encode(secret).ToString(),
        ["for URLs, twice"] = secret => Uri.EscapeDataString(Uri.EscapeDataString(secret)),
        ["for HTML, each character"] = secret => string.Concat(secret.Select(one => $"&#{(int)one};")),
        ["for JSON, with slashes"] = secret => JsonEncodedText.Encode(secret, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString().Replace("/", "\\/", StringComparison.Ordinal),
        ["for regular expressions"] = System.Text.RegularExpressions.Regex.Escape,
        ["as hexadecimal numbers"] = secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        ["base64 of a form"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes("client_secret=" + WebUtility.UrlEncode(secret))),
        ["base64"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ["base64 of more"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes("id:" + secret + "&x")),
        ["base64url of more"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes("i:" + secret + "&x")).Replace('+', '-').Replace('/', '_').TrimEnd('='),
    };

    public static TheoryData<string> PlaceNames => [.. Places.Keys];

    [Theory, MemberData(nameof(PlaceNames))]
    public async Task A_secret_that_comes_back_is_told_to_nobody(string place)
    {
        // One of what other syntaxes are made of, and one that is a valid name in most of them.
        var random = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        foreach (var secret in new[] { "p8e-.*+?^${}()|[]\\\"'<>&%/=#~;:,@!-_" + random, "p8e-" + random + "_" + random })
        {
            // The second one is the same in most forms.
            foreach (var (form, encode) in Forms.Where(one => secret.Contains('<', StringComparison.Ordinal) || one.Key is "as it is" or "for URLs, each byte"))
            {
                using var server = new EchoingServer { Answer = Places[place](encode(secret)) };
                using var telemetry = new TelemetryTexts();
                using var log = new CollectingLog();
                var failure = await FailAsync(server.Address, secret, log);

                Assert.IsType<TokenRequestException>(failure);

                var texts = Leaks.TextsOf(failure).Concat(log.Lines).Concat(telemetry.All).OfType<string>().Where(text => text.Length > 0).ToArray();
                Assert.True(texts.Length > 5, "So few texts can not be all of them.");
                var seen = Record.Exception(() => Leaks.AssertNone(secret, string.Join('\n', texts.Distinct())));
                Assert.True(seen is null, $"{form}: {seen?.Message}");
            }
        }
    }

    private static async Task<Exception?> FailAsync(Uri address, string secret, CollectingLog log)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddAdobeServerAuth(options =>
        {
            (options.ClientId, options.ClientSecret, options.Scopes, options.ImsEndpoint) = ("a-client", secret, ["openid"], address);
            options.TokenRequest.MaxRetries = 0;
        });
        await using var application = services.BuildServiceProvider();
        return await Record.ExceptionAsync(async () => await application.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken));
    }
}
