using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.TokenEndpoint;
using CsCheck;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class TokenResponseTests
{
    private const double Default = 300;
    private const double Longest = 30 * 86400;

    [Theory]
    [InlineData("86399", 86399)]
    [InlineData("3599", 3599)]
    [InlineData("\"86399\"", 86399)]
    [InlineData("\" 86399 \"", 86399)]
    [InlineData("3599.5", 3599.5)]
    [InlineData("\"3599.5\"", 3599.5)]
    [InlineData("8.6399e4", 86399)]
    [InlineData("1", 1)]
    [InlineData("2592000", Longest)]
    [InlineData("2592001", 2592.001)]
    [InlineData("86399985", 86399.985)]
    [InlineData("\"86399999\"", 86399.999)]
    [InlineData("1e15", Longest)]
    [InlineData("9223372036854775807", Longest)]
    [InlineData("1e308", Longest)]
    [InlineData("1e999", Default)]
    [InlineData("0", Default)]
    [InlineData("0.0", Default)]
    [InlineData("-1", Default)]
    [InlineData("-86399", Default)]
    [InlineData("1e-9", Default)]
    [InlineData("null", Default)]
    [InlineData("true", Default)]
    [InlineData("\"\"", Default)]
    [InlineData("\"NaN\"", Default)]
    [InlineData("\"Infinity\"", Default)]
    [InlineData("\"-Infinity\"", Default)]
    [InlineData("\"86,399\"", Default)]
    [InlineData("\"soon\"", Default)]
    [InlineData("\"\\ud800\"", Default)]
    [InlineData("[86399]", Default)]
    [InlineData("{}", Default)]
    [InlineData(null, Default)]
    public async Task A_token_lives_as_long_as_expires_in_says_within_reason(string? expiresIn, double seconds)
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, expiresIn is null ? """{"access_token":"t"}""" : $$"""{"access_token":"t","expires_in":{{expiresIn}}}""");
        var start = ims.Clock.GetUtcNow();

        var token = await ims.GetTokenAsync();

        Assert.Equal(TimeSpan.FromSeconds(seconds), token.ExpiresAt - start);
    }

    [Theory]
    [InlineData("86399", "3600000", 3600)]
    [InlineData("3600", "86400000", 3600)]
    [InlineData("86399999", "86400000", 86399.999)]
    [InlineData(null, "3600000", 3600)]
    [InlineData("0", "3600000", 3600)]
    [InlineData("-1", "3600000", 3600)]
    [InlineData("\"soon\"", "3600000", 3600)]
    [InlineData(null, "8640000000", Longest)]
    [InlineData("86399", "0", 86399)]
    [InlineData("86399", "-1", 86399)]
    [InlineData("86399", "never", 86399)]
    [InlineData("86399", "NaN", 86399)]
    [InlineData(null, "1e300", Default)]
    public async Task The_smaller_of_what_the_answer_and_the_tokens_own_claims_say_counts(string? expiresIn, string claimedMilliseconds, double seconds)
    {
        var claims = JsonSerializer.Serialize(new { created_at = "1760000000000", expires_in = claimedMilliseconds });
        var value = $"eyJhbGciOiJSUzI1NiJ9.{Base64Url(claims)}.c2lnbmF0dXJl";
        using var ims = ImsStub.That(HttpStatusCode.OK, expiresIn is null ? $$"""{"access_token":"{{value}}"}""" : $$"""{"access_token":"{{value}}","expires_in":{{expiresIn}}}""");
        var start = ims.Clock.GetUtcNow();

        var token = await ims.GetTokenAsync();

        Assert.Equal(TimeSpan.FromSeconds(seconds), token.ExpiresAt - start);
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("a.e30.c")]
    [InlineData("a.W10.c")]
    [InlineData("a.bnVsbA.c")]
    [InlineData("a.eyJleHBpcmVzX2luIjoiXHVkODAwIn0.c")]
    [InlineData("a..c")]
    [InlineData("...")]
    [InlineData("a.b")]
    [InlineData("opaque")]
    public async Task A_token_whose_claims_can_not_be_read_is_as_good_as_another(string value)
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, Make.TokenJson(value, 3600));

        Assert.Equal(value, (await ims.GetTokenAsync()).Value);
    }

    [Fact]
    public async Task A_token_knows_whose_it_is_and_ends_by_the_time_of_the_request_not_of_the_answer()
    {
        var clock = default(TestClock);
        using var ims = new ImsStub((_, _, _) =>
        {
            clock!.Advance(TimeSpan.FromSeconds(4));
            return Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("value", 3600)));
        });
        clock = ims.Clock;
        var start = clock.GetUtcNow();

        var token = await ims.GetTokenAsync(options => options.OrganizationId = Make.OrganizationId);

        Assert.Equal("value", token.Value);
        Assert.Equal("Bearer", token.TokenType);
        Assert.Equal(Make.ClientId, token.ClientId);
        Assert.Equal(Make.OrganizationId, token.OrganizationId);
        Assert.Equal(start.AddSeconds(3600), token.ExpiresAt);
        var line = Assert.Single(ims.Log.Lines);
        Assert.Equal((LogLevel.Information, 100, "TokenReceived"), (line.Level, line.Id, line.Name));
        Assert.Contains(Make.ClientId, line.Text, StringComparison.Ordinal);
        Assert.Contains("ims-na1.adobelogin.com", line.Text, StringComparison.Ordinal);
        Assert.Contains("01:00:00", line.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> UsableBodies => new()
    {
        { "no token type", """{"access_token":"t","expires_in":3599}""" },
        { "a token type in capitals", """{"token_type":"BEARER","access_token":"t","expires_in":3599}""" },
        { "a byte order mark", "\uFEFF" + """{"access_token":"t","expires_in":3599}""" },
        { "blanks around", " \r\n\t{\"access_token\":\"t\",\"expires_in\":3599}\n\n" },
        { "an escaped name", """{"\u0061ccess_token":"t","expires_in":3599}""" },
        { "other fields", """{"error":null,"access_token":"t","nested":{"access_token":"x"},"expires_in":3599}""" },
        { "a field whose name is no text", """{"\ud800\ud800\ud800\ud800\ud800":1,"access_token":"t","expires_in":3599}""" },
        { "a field whose name is no text, in front of no lifetime", """{"\ud800\ud800\ud800\ud800\ud800":1,"access_token":"t"}""" },
    };

    [Theory, MemberData(nameof(UsableBodies))]
    public async Task An_answer_is_a_token_with(string what, string body)
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, body);

        Assert.True((await ims.GetTokenAsync()).Value == "t", what);
    }

    public static TheoryData<string, string> UselessBodies => new()
    {
        { "no access token", """{"expires_in":3599}""" },
        { "an empty access token", """{"access_token":"","expires_in":3599}""" },
        { "null for an access token", """{"access_token":null}""" },
        { "a number for an access token", """{"access_token":12345}""" },
        { "a line break in the access token", """{"access_token":"abc\r\nX-Evil: 1"}""" },
        { "a blank behind the access token", """{"access_token":"abc "}""" },
        { "an access token that is not ASCII", """{"access_token":"abcé"}""" },
        { "an access token that is no text", """{"access_token":"\ud800"}""" },
        { "an access token in other capitals", """{"Access_Token":"t"}""" },
        { "two access tokens", """{"access_token":"t","access_token":"abc"}""" },
        { "two access tokens in different notations", """{"access_token":"t","expires_in":3599,"\u0061ccess_token":"t"}""" },
        { "two lifetimes", """{"access_token":"t","expires_in":3599,"expires_in":5}""" },
        { "a page", "<!doctype html><html><body>Sign in to the hotel's network</body></html>" },
        { "nothing", "" },
        { "a byte order mark alone", "\uFEFF" },
        { "half of a document", """{"access_token":"t","expires_in":35""" },
        { "two documents", """{"access_token":"t"}{"access_token":"t"}""" },
        { "an array", """[{"access_token":"t"}]""" },
        { "a text", "\"t\"" },
        { "null", "null" },
        { "a document too deep to read", new string('[', 10_000) + new string(']', 10_000) },
        { "a token in a document too deep to read", """{"access_token":"t","x":""" + new string('[', 100) + new string(']', 100) + "}" },
    };

    [Theory, MemberData(nameof(UselessBodies))]
    public async Task An_answer_is_no_token_and_worth_one_more_try_with(string what, string body)
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, body);

        var failure = await ims.FailAsync();

        Assert.True(ims.Times.Count == 2, what);
        Assert.True(failure.IsTransient);
        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        Assert.Null(failure.ErrorCode);
        Assert.True(failure.Reason is "not-json" or "no-token");
        Assert.Contains("Such an answer does not come from IMS", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hotel", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("abc", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_the_place_of_a_token_is_told()
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, Make.ErrorJson("invalid_client", "invalid client_secret parameter"));

        var failure = await ims.FailAsync();

        Assert.Equal(2, ims.Times.Count);
        Assert.Equal((true, "no-token", HttpStatusCode.OK), (failure.IsTransient, failure.Reason, failure.StatusCode));
        Assert.Equal(("invalid_client", "invalid client_secret parameter"), (failure.ErrorCode, failure.ErrorDescription));
        Assert.Contains("Retrieve client secret", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("does not come from IMS", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, 1, "not-from-ims")]
    [InlineData(403, 1, "not-from-ims")]
    [InlineData(302, 1, "redirect")]
    [InlineData(503, 4, "ims-in-trouble")]
    public async Task The_status_of_an_answer_counts_whether_its_body_can_be_read_or_not(int status, int attempts, string reason)
    {
        foreach (var isEncoded in new[] { true, false })
        {
            using var ims = new ImsStub(_ =>
            {
                var response = Make.Response((HttpStatusCode)status, new string(' ', isEncoded ? 10 : 5000));
                response.Content.Headers.TryAddWithoutValidation("Content-Encoding", isEncoded ? "gzip" : "identity");
                return response;
            });

            var failure = await ims.FailAsync(options => options.TokenRequest.MaxResponseBytes = 4096);

            Assert.Equal((attempts, reason, status), (ims.Times.Count, failure.Reason, (int)failure.StatusCode!));
        }
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br", true)]
    [InlineData("identity, gzip", true)]
    [InlineData("identity", false)]
    public async Task A_content_encoding_that_was_not_asked_for_is_not_read_as_text(string encoding, bool isRefused)
    {
        using var ims = new ImsStub(_ =>
        {
            var response = Make.Response(HttpStatusCode.OK, Make.TokenJson());
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            return response;
        });

        var failure = await Record.ExceptionAsync(() => ims.GetTokenAsync());

        Assert.Equal(isRefused, failure is TokenRequestException { IsTransient: true } and { Message: var text } && text.Contains("Content-Encoding", StringComparison.Ordinal));
        Assert.Equal(isRefused ? 2 : 1, ims.Times.Count);
        Assert.All(ims.Handler.Seen, request => Assert.False(request.Headers.ContainsKey("Accept-Encoding")));
    }

    // What it says may be right, and may be bytes that look so.
    [Fact]
    public async Task A_refusal_in_an_encoding_that_was_not_asked_for_is_told_by_its_status_alone()
    {
        using var ims = new ImsStub(_ =>
        {
            var response = Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client"));
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", "br");
            return response;
        });

        var failure = await ims.FailAsync();

        Assert.Equal((HttpStatusCode.BadRequest, null), (failure.StatusCode, failure.ErrorCode));
    }

    [Theory]
    [InlineData(4096, false)]
    [InlineData(4097, true)]
    public async Task An_answer_may_be_as_long_as_the_limit_and_no_byte_longer(int length, bool isRefused)
    {
        var body = Make.TokenJson();
        using var ims = ImsStub.That(HttpStatusCode.OK, body + new string(' ', length - body.Length));

        var failure = await Record.ExceptionAsync(() => ims.GetTokenAsync(options => options.TokenRequest.MaxResponseBytes = 4096));

        Assert.Equal(isRefused, failure is TokenRequestException { IsTransient: true } and { Message: var text } && text.Contains("MaxResponseBytes", StringComparison.Ordinal));
        Assert.Equal(isRefused ? 2 : 1, ims.Times.Count);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.BadRequest)]
    public async Task A_body_without_end_is_read_to_the_limit_and_dropped(bool throughHttpClient, HttpStatusCode status)
    {
        var bodies = new List<EndlessStream>();
        using var ims = new ImsStub(
            (_, _, _) =>
            {
                bodies.Add(new EndlessStream());
                return Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(bodies[^1]) });
            },
            throughHttpClient);

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxResponseBytes = 64 * 1024);

        Assert.Equal(status == HttpStatusCode.OK ? "body-too-long" : "not-from-ims", failure.Reason);
        Assert.Equal(status == HttpStatusCode.OK, failure.Message.Contains("MaxResponseBytes", StringComparison.Ordinal));
        Assert.Equal(status, failure.StatusCode);
        Assert.All(bodies, body => Assert.InRange(body.Position, 64 * 1024, 128 * 1024));
        Assert.All(bodies, body => Assert.True(body.IsDisposed));
    }

    [Fact]
    public void Whatever_answers_it_is_a_token_or_a_token_request_exception()
    {
        var value = Gen.OneOf(
            Gen.OneOf("\"t\"", "\"\"", "null", "1", "-1", "0", "1e999", "1e-300", "86399", "\"86399\"", "\"NaN\"", "true", "[]", "{}", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u001b[31m\"", "\"a.e30.c\"", "\"a.eyJleHBpcmVzX2luIjoiMWUtOSJ9.c\""),
            Gen.String.Select(text => JsonSerializer.Serialize(text)));
        var name = Gen.OneOf("access_token", "expires_in", "error", "error_description", "token_type", "\\ud800", "\\ud800xxxxxxxxxxxx", "x");
        var json = Gen.Select(name, value, (n, v) => $"\"{n}\":{v}").Array[0, 6].Select(fields => Encoding.UTF8.GetBytes("{" + string.Join(",", fields) + "}"));
        var body = Gen.OneOf(Gen.Byte.Array[0, 200], json, json, json, Gen.Select(json, Gen.Int[0, 100], (bytes, cut) => bytes[..Math.Min(bytes.Length, cut)]));
        var header = Gen.Select(
            Gen.OneOf("Retry-After", "Date", "x-debug-id", "Content-Encoding", "Content-Type", "WWW-Authenticate"),
            Gen.OneOf(Gen.String, Gen.Char[' ', 'ÿ'].Array[0, 40].Select(chars => new string(chars)), Gen.OneOf("0", "-1", "2147483647", "99999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "gzip", "identity")));
        var status = Gen.OneOf(Gen.Const(200), Gen.Int[100, 599]);

        Gen.Select(body, status, header.Array[0, 4], Gen.Bool).Sample((bytes, code, headers, isJwt) =>
        {
            using var handler = new StubHandler(_ => Answer(bytes, code, headers));
            using var invoker = new HttpMessageInvoker(handler);
            var clock = new TestClock();
            var log = new RecordingLogger();
            using var jwt = isJwt ? new JwtExchangeTokenProvider(invoker, Make.JwtOptions(options => options.TokenRequest.MaxRetries = 0), clock, log) : null;
            var provider = jwt ?? (ITokenProvider)new ClientCredentialsTokenProvider(invoker, Make.Options(options => options.TokenRequest.MaxRetries = 0), clock, log);
            try
            {
                var token = provider.GetTokenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                Assert.Equal(200, code);
                Assert.InRange(token.ExpiresAt - clock.GetUtcNow(), TimeSpan.FromTicks(1), TimeSpan.FromDays(30));
            }
            catch (TokenRequestException failure)
            {
                Assert.Equal(code, (int?)failure.StatusCode);
                var row = FailureCatalogue.Answers.Concat(FailureCatalogue.Others).Single(one => one.Id == failure.Reason);
                Assert.Equal(row.IsTransient, failure.IsTransient);
                Assert.False(row.IsTransient && code is >= 300 and < 500 and not 408 and not 429, $"HTTP {code} is a refusal.");
                Assert.False(!row.IsTransient && code is < 300 or >= 500, $"HTTP {code} may pass.");
                Assert.True(failure.Reason == "no-token" || failure.Message.Contains(row.Remedy, StringComparison.Ordinal), failure.Message);
                Assert.All([failure.Message, failure.ErrorCode, failure.ErrorDescription, failure.DebugId, .. log.Lines.Select(line => line.Text)], AssertFitForATerminal);
            }
        }, iter: 5000);
    }

    private static void AssertFitForATerminal(string? text) =>
        Assert.DoesNotContain(text ?? "", c => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format);

    private static HttpResponseMessage Answer(byte[] body, int status, IEnumerable<(string Name, string Value)> headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            HttpHeaders target = name.StartsWith("Content-", StringComparison.Ordinal) ? response.Content.Headers : response.Headers;
            target.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static string Base64Url(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
