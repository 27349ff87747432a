using System.Net;
using System.Security.Authentication;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

/// <summary>What who catches the exception sees of the catalogue.</summary>
public class FailureMessageTests
{
    private static readonly Dictionary<string, Func<HttpResponseMessage>> Others = new(StringComparer.Ordinal)
    {
        ["not-json"] = () => Make.Response(HttpStatusCode.OK, "<html>"),
        ["no-token"] = () => Make.Response(HttpStatusCode.OK, "{}"),
        ["body-too-long"] = () => Make.Response(HttpStatusCode.OK, new string(' ', 2 * 1024 * 1024)),
        ["encoded-body"] = Encoded,
        ["unknown-host"] = () => throw new HttpRequestException("x", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)),
        ["no-connection"] = () => throw new HttpRequestException("x", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused)),
        ["tls"] = () => throw new HttpRequestException("x", new AuthenticationException("y")),
        ["interrupted"] = () => throw new IOException("x"),
        ["timed-out"] = () => throw new TimeoutException("x"),
        ["transport"] = () => throw new InvalidOperationException("x"),
    };

    public static TheoryData<string> AnswerIds => [.. FailureCatalogue.Answers.Select(row => row.Id)];

    public static TheoryData<string> OtherIds => [.. Others.Keys];

    [Theory, MemberData(nameof(AnswerIds))]
    public Task Every_refusal_is_told_with_its_cause_and_its_remedy(string id)
    {
        var row = FailureCatalogue.Answers.Single(one => one.Id == id);
        var status = row.LowestStatus == 0 ? 204 : row.LowestStatus;
        var code = row.WithoutWords ? null : row.Codes.Count > 0 ? row.Codes[0] : "any";
        var body = code is null ? "{}" : Make.ErrorJson(code, row.Says is null ? null : $"invalid {row.Says}");
        return IsToldAsync(row, row.Flow, () => Make.Response((HttpStatusCode)status, body, headers => headers.Add("x-debug-id", "id-1")), (failure, tail) =>
        {
            Assert.Equal(((HttpStatusCode?)status, "id-1"), (failure.StatusCode, failure.DebugId));
            Assert.Equal(code, failure.ErrorCode);
            Assert.Contains($" was answered with HTTP {status}{(code is null ? "" : " " + code)}", failure.Message, StringComparison.Ordinal);
            Assert.EndsWith($"{tail}, x-debug-id: id-1; see docs/troubleshooting.md#{failure.Reason})", failure.Message, StringComparison.Ordinal);
        });
    }

    [Theory, MemberData(nameof(OtherIds))]
    public Task So_is_whatever_else_happens(string id) =>
        IsToldAsync(FailureCatalogue.Others.Single(one => one.Id == id), null, Others[id], (failure, tail) => Assert.EndsWith($"{tail}; see docs/troubleshooting.md#{id})", failure.Message, StringComparison.Ordinal));

    [Fact]
    public async Task An_attempt_that_times_out_after_another_was_answered_is_told_as_both()
    {
        using var ims = new ImsStub(async (attempt, _, cancellationToken) =>
        {
            await Task.Delay(attempt == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken);
            return Make.Response(HttpStatusCode.BadGateway);
        });

        var failure = await ims.FailAsync(options => (options.TokenRequest.MaxRetries, options.TokenRequest.AttemptTimeout) = (1, TimeSpan.FromSeconds(8)));

        Assert.StartsWith(
            "The token request to ims-na1.adobelogin.com was given up after 8 s (TokenRequest:AttemptTimeout). Before that: The token request to ims-na1.adobelogin.com was answered with HTTP 502. ",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(("timed-out", HttpStatusCode.BadGateway, true), (failure.Reason, failure.StatusCode, failure.IsTransient));
    }

    // The framework quotes what it could not parse; when that was the secret, the cause is withheld, and it still was no timeout.
    [Fact]
    public async Task A_retry_for_a_cause_that_is_withheld_is_logged_with_its_reason()
    {
        using var ims = new ImsStub(attempt => attempt == 0 ? throw new IOException("read " + Make.Secret) : Make.Response(HttpStatusCode.OK, Make.TokenJson()));

        await ims.GetTokenAsync();

        Assert.Contains("failed (interrupted);", Assert.Single(ims.Log.Of(101)).Text, StringComparison.Ordinal);
    }

    private static async Task IsToldAsync(FailureCase row, ServerAuthFlow? flow, Func<HttpResponseMessage> answer, Action<TokenRequestException, string> andAlso)
    {
        using var oauth = new ImsStub(_ => answer());
        using var jwt = new JwtStub(_ => answer());
        var failures = new List<TokenRequestException>();
        if (flow is null or ServerAuthFlow.OAuth)
        {
            failures.Add(await oauth.FailAsync(options => options.TokenRequest.MaxRetries = 0));
        }

        if (flow is null or ServerAuthFlow.Jwt)
        {
            failures.Add(await jwt.FailAsync(options => options.TokenRequest.MaxRetries = 0));
        }

        Assert.All(failures, failure =>
        {
            Assert.StartsWith("The token request to ims-na1.adobelogin.com ", failure.Message, StringComparison.Ordinal);
            Assert.Equal((row.Id, row.Retry != RetryAdvice.Never && row.Id != "migrated"), (failure.Reason, failure.IsTransient));
            andAlso(failure, $". {row.Why} {row.Remedy} ({row.Id}");
        });
    }

    private static HttpResponseMessage Encoded()
    {
        var response = Make.Response(HttpStatusCode.OK, "{}");
        response.Content.Headers.ContentEncoding.Add("gzip");
        return response;
    }
}
