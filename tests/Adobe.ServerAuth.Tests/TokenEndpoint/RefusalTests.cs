using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class RefusalTests
{
    private static readonly Dictionary<string, Func<string, string>> Encodings = new()
    {
        ["raw"] = secret => secret,
        ["in capitals"] = secret => secret.ToUpperInvariant(),
        ["eight characters of it"] = secret => secret.Substring(7, 8),
        ["its first eight characters"] = secret => secret[..8],
        ["its last eight characters"] = secret => secret[^8..],
        ["URL-encoded"] = Uri.EscapeDataString,
        ["URL-encoded as a form"] = secret => WebUtility.UrlEncode(secret),
        ["URL-encoded in small letters"] = secret => string.Concat(Uri.EscapeDataString(secret).Select(char.ToLowerInvariant)),
        ["HTML-encoded"] = WebUtility.HtmlEncode,
        ["JSON-encoded"] = secret => JavaScriptEncoder.Default.Encode(secret),
        ["JSON-encoded as little as can be"] = secret => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
        ["base64-encoded"] = secret => Base64("", secret, ""),
        ["base64-encoded behind one byte"] = secret => Base64("x", secret, "y"),
        ["base64-encoded behind two bytes"] = secret => Base64("xy", secret, "z"),
        ["base64url-encoded"] = secret => Base64("", secret, "").TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        ["as basic credentials"] = secret => Base64(Make.ClientId + ":", secret, ""),
        ["eight characters of it, base64-encoded"] = secret => Base64("", secret.Substring(5, 8), ""),
        ["cut by invisible characters"] = secret => string.Join('\u200b', secret.Select(c => c)),
        ["cut by colours"] = secret => string.Join("\u001b[31m", secret.Select(c => c)),
        ["at the end of what is kept of a long text"] = secret => new string('.', 470) + secret + new string('.', 2000),
    };

    public static TheoryData<string> EncodingNames => [.. Encodings.Keys];

    [Theory]
    [InlineData(400, "invalid_client", "invalid client_secret parameter", "Retrieve client secret")]
    [InlineData(400, "invalid_client", "invalid client_id parameter", "IMS does not know this client id")]
    [InlineData(401, "invalid_client", null, "do not belong together")]
    [InlineData(400, "invalid_client", "something else", "do not belong together")]
    [InlineData(400, "invalid_scope", "The scope is not allowed", "Copy the list from the credential's page")]
    [InlineData(400, "invalid_target_scope", null, "Copy the list from the credential's page")]
    [InlineData(400, "unheard_of", null, "Compare the client id, client secret, scopes and ImsEndpoint")]
    [InlineData(403, null, null, "does not come from IMS")]
    [InlineData(407, null, null, "A proxy wants credentials")]
    [InlineData(400, "something_new", null, "Compare the client id, client secret, scopes and ImsEndpoint")]
    [InlineData(302, null, null, "the redirect was not followed")]
    [InlineData(429, null, null, "IMS throttles this client")]
    [InlineData(500, "internal_error", "Please try again later", "IMS is in trouble")]
    [InlineData(503, null, null, "IMS is in trouble")]
    public async Task A_refusal_carries_what_ims_said_and_what_to_do(int status, string? error, string? description, string remedy)
    {
        using var ims = new ImsStub(_ => Make.Response(
            (HttpStatusCode)status, error is null ? "" : Make.ErrorJson(error, description), headers => headers.Add("x-debug-id", "a1b2-c3")));

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 0);

        Assert.Equal(error, failure.ErrorCode);
        Assert.Equal(description, failure.ErrorDescription);
        Assert.Equal(status, (int?)failure.StatusCode);
        Assert.Equal("a1b2-c3", failure.DebugId);
        Assert.Null(failure.RetryAfter);
        Assert.Null(failure.CredentialName);
        Assert.Null(failure.FailureAge);
        Assert.Null(failure.NextAttemptIn);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.All(new[] { "ims-na1.adobelogin.com", $"HTTP {status}", "a1b2-c3", error, description }.OfType<string>(), part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        Leaks.AssertNone(Make.Secret, [.. Leaks.TextsOf(failure), .. ims.Log.Lines.Select(line => line.Text)]);
    }

    [Theory]
    [InlineData("""{"error":"","error_description":" "}""")]
    [InlineData("""{"error":5,"error_description":["x"]}""")]
    [InlineData("""{"error":"\ud800","error_description":"\udc00"}""")]
    [InlineData("""["invalid_client"]""")]
    [InlineData("<html>403</html>")]
    [InlineData("{")]
    [InlineData("")]
    public async Task A_refusal_without_words_is_a_refusal(string body)
    {
        using var ims = ImsStub.That(HttpStatusCode.Forbidden, body);

        var failure = await ims.FailAsync();

        Assert.Null(failure.ErrorCode);
        Assert.Null(failure.ErrorDescription);
        Assert.Null(failure.DebugId);
        Assert.False(failure.IsTransient);
        Assert.Contains("HTTP 403. ", failure.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(EncodingNames))]
    public async Task A_secret_that_ims_repeats_goes_nowhere(string encoding)
    {
        foreach (var secret in new[] { Make.Secret, "a&b<" + Make.Secret[4..] + ">\"c'/+d=ü" })
        {
            var echo = "before " + Encodings[encoding](secret) + " after";
            foreach (var place in new[] { "error", "error_description", "x-debug-id" })
            {
                foreach (var status in new[] { HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable })
                {
                    using var ims = new ImsStub(_ => Make.Response(
                        status,
                        Make.ErrorJson(place == "error" ? echo : "invalid_client", place == "error_description" ? echo : "fine"),
                        headers => headers.TryAddWithoutValidation("x-debug-id", place == "x-debug-id" ? echo : "fine")));

                    var failure = await ims.FailAsync(options => options.ClientSecret = secret);

                    Leaks.AssertNone(secret, [.. Leaks.TextsOf(failure), .. ims.Log.Lines.Select(line => line.Text)]);
                    Assert.Equal(status, failure.StatusCode);
                }
            }
        }
    }

    [Fact]
    public async Task A_secret_that_ims_repeats_takes_no_other_text_with_it()
    {
        using var ims = new ImsStub(_ => Make.Response(
            HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter " + Make.Secret), headers => headers.Add("x-debug-id", "a1b2")));

        var failure = await ims.FailAsync();

        Assert.Equal("invalid_client", failure.ErrorCode);
        Assert.Contains("withheld", failure.ErrorDescription, StringComparison.Ordinal);
        Assert.Equal("a1b2", failure.DebugId);
    }

    [Fact]
    public async Task A_secret_in_the_message_of_a_transport_goes_nowhere()
    {
        // As in "Received an invalid status line: '…'", which quotes the server.
        using var ims = new ImsStub((_, _, _) => Task.FromException<HttpResponseMessage>(
            new HttpRequestException("outer " + Make.Secret, new IOException("Received an invalid header line: '" + Make.Secret + "'"))));

        var failure = await ims.FailAsync();

        Leaks.AssertNone(Make.Secret, [.. Leaks.TextsOf(failure), .. ims.Log.Lines.Select(line => line.Text)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_secret_in_the_data_of_a_transports_exception_goes_nowhere(bool isListed)
    {
        // A handler of the application's that keeps what was sent for whoever logs the failure.
        using var ims = new ImsStub((_, _, _) =>
        {
            var cause = new IOException("broken");
            cause.Data["sent"] = isListed ? new[] { "client_id=x", "client_secret=" + Make.Secret } : "client_secret=" + Make.Secret;
            return Task.FromException<HttpResponseMessage>(new AggregateException(new IOException("first"), new HttpRequestException("outer", cause)));
        });

        var failure = await ims.FailAsync();

        Assert.Null(failure.InnerException);
        Leaks.AssertNone(Make.Secret, [.. Leaks.TextsOf(failure), .. ims.Log.Lines.Select(line => line.Text)]);
    }

    [Fact]
    public async Task Texts_of_ims_are_cut_and_freed_of_what_a_terminal_would_obey()
    {
        const string evil = "\u001b[2J\u001b[31mred\u001b[0m\u009b31m\u202Eevil\u2066\u200b\u0007\0\r\n\u2028line\ud83d\ude00";
        using var ims = new ImsStub(_ => Make.Response(
            HttpStatusCode.BadRequest,
            Make.ErrorJson(evil + new string('c', 10_000), evil + new string('d', 10_000)),
            headers => headers.TryAddWithoutValidation("x-debug-id", "\u001b[31mid\u009b" + new string('i', 10_000))));

        var failure = await ims.FailAsync();

        Assert.All([failure.ErrorCode!, failure.ErrorDescription!, failure.DebugId!], text => Assert.InRange(text.Length, 500, 512));
        Assert.StartsWith("red", failure.ErrorCode, StringComparison.Ordinal);
        Assert.Contains("evil", failure.ErrorDescription, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 1500, 2500);
        Assert.All([failure.ErrorCode, failure.ErrorDescription, failure.DebugId, failure.Message], text => Assert.DoesNotContain(text!, IsObeyed));
    }

    [Fact]
    public async Task A_text_that_is_cut_ends_in_a_whole_character()
    {
        using var ims = ImsStub.That(HttpStatusCode.BadRequest, Make.ErrorJson("x", "." + string.Concat(Enumerable.Repeat("\ud83d\ude00", 1000))));

        var failure = await ims.FailAsync();

        Assert.Equal(511, failure.ErrorDescription!.Length);
        Assert.Equal(failure.ErrorDescription, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(failure.ErrorDescription)));
    }

    private static bool IsObeyed(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200b' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Base64(string before, string secret, string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + after));
}
