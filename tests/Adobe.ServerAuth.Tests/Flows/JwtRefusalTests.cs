using System.Net;
using System.Text;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

public class JwtRefusalTests
{
    private const string Migrated = "set Flow to OAuth, and Scopes to those on its page";

    private static readonly Dictionary<string, Func<string, string>> Encodings = new()
    {
        ["raw"] = text => text,
        ["in capitals"] = text => text.ToUpperInvariant(),
        ["its last eight characters"] = text => text[^8..],
        ["eight characters of it"] = text => text.Substring(5, 8),
        ["URL-encoded"] = Uri.EscapeDataString,
        ["base64-encoded"] = text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        ["base64-encoded behind two bytes"] = text => Convert.ToBase64String(Encoding.UTF8.GetBytes("xy" + text)),
        ["cut by invisible characters"] = text => string.Join('\u200b', text.Select(c => c)),
        ["at the end of what is kept of a long text"] = text => new string('.', 500) + text,
    };

    public static TheoryData<string> EncodingNames => [.. Encodings.Keys];

    // docs/ims-protocol.md 2.1 and 2.2.
    [Theory]
    [InlineData(400, "invalid_client", null, "IMS does not know this client id")]
    [InlineData(400, "invalid_client", "invalid client_id parameter", "Compare ClientId and ImsEndpoint")]
    [InlineData(400, "invalid_client", "invalid client_secret parameter", "The client secret does not belong to the client id")]
    [InlineData(401, "invalid_client", null, "The client secret does not belong to the client id")]
    [InlineData(401, "invalid_client", "client lacks exchange_jwt scope", Migrated)]
    [InlineData(400, "invalid_token", null, "AssertionLifetime")]
    [InlineData(400, "invalid_token", "JWT token is incorrectly formatted, and can not be decoded.", "Check the proxy")]
    [InlineData(400, "invalid_token", "Could not match JWT signature to any of the bindings", "the certificate has expired")]
    [InlineData(400, "invalid_signature", null, "the certificate has expired")]
    [InlineData(400, "invalid_jti", null, "Jwt:SendJwtId")]
    [InlineData(400, "invalid_scope", "The metascopes in the JWT are not a subset of the metascopes in the binding.", "Jwt:MetaScopes")]
    [InlineData(400, "invalid_scope", null, "Jwt:MetaScopes")]
    [InlineData(400, "bad_request", null, "Jwt:TechnicalAccountId (not the e-mail)")]
    [InlineData(400, "unheard_of", "Whatever", "technical account, metascopes and ImsEndpoint")]
    [InlineData(403, null, null, "does not come from IMS")]
    [InlineData(302, null, null, "the redirect was not followed")]
    public async Task A_refusal_is_final_and_carries_what_ims_said_and_what_to_do(int status, string? error, string? description, string remedy)
    {
        using var ims = new JwtStub(_ => Make.Response((HttpStatusCode)status, error is null ? "" : Make.ErrorJson(error, description), headers => headers.Add("x-debug-id", "a1b2-c3")));

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 3);

        Assert.Equal((error, description, status), (failure.ErrorCode, failure.ErrorDescription, (int)failure.StatusCode!.Value));
        Assert.False(failure.IsTransient);
        Assert.Equal("a1b2-c3", failure.DebugId);
        Assert.All([remedy, "ims-na1.adobelogin.com", $"HTTP {status}", error ?? "", description ?? ""], part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        Assert.Single(ims.Handler.Seen);
        AssertShowsNothing(ims, failure);
    }

    [Fact]
    public async Task An_internal_error_is_tried_once_more_and_then_told_as_what_a_migrated_credential_gets()
    {
        using var ims = JwtStub.That(HttpStatusCode.InternalServerError, Make.ErrorJson("internal_error", "Please try again later"));

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 3);

        Assert.Equal(2, ims.Handler.Seen.Count);
        Assert.Equal(("internal_error", "Please try again later", HttpStatusCode.InternalServerError), (failure.ErrorCode, failure.ErrorDescription, failure.StatusCode));
        Assert.Contains(Migrated, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Please try again later", failure.Message, StringComparison.Ordinal);
        AssertShowsNothing(ims, failure);
    }

    [Fact]
    public async Task An_internal_error_that_passes_is_forgotten()
    {
        using var ims = new JwtStub(attempt => attempt == 0 ? Make.Response(HttpStatusCode.InternalServerError, Make.ErrorJson("internal_error")) : Make.Response(HttpStatusCode.OK, Make.TokenJson()));

        Assert.Equal("token-1", (await ims.GetTokenAsync()).Value);
    }

    [Fact]
    public async Task An_internal_error_is_not_tried_again_when_no_retries_are_wanted()
    {
        using var ims = JwtStub.That(HttpStatusCode.InternalServerError, Make.ErrorJson("internal_error"));

        Assert.Contains(Migrated, (await ims.FailAsync(options => options.TokenRequest.MaxRetries = 0)).Message, StringComparison.Ordinal);
        Assert.Single(ims.Handler.Seen);
    }

    [Theory]
    [InlineData(500, "server_error")]
    [InlineData(500, null)]
    [InlineData(502, "internal_error")]
    [InlineData(503, null)]
    public async Task Other_faults_of_ims_are_tried_as_often_as_the_option_says(int status, string? error)
    {
        using var ims = JwtStub.That((HttpStatusCode)status, error is null ? "" : Make.ErrorJson(error));

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 3);

        Assert.Equal(4, ims.Handler.Seen.Count);
        Assert.True(failure.IsTransient);
        Assert.Contains("IMS is in trouble", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Migrated, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internal_error_of_the_other_flow_is_a_fault_as_any()
    {
        using var ims = Tests.TokenEndpoint.ImsStub.That(HttpStatusCode.InternalServerError, Make.ErrorJson("internal_error"));

        await ims.FailAsync(options => options.TokenRequest.MaxRetries = 3);

        Assert.Equal(4, ims.Handler.Seen.Count);
    }

    [Theory, MemberData(nameof(EncodingNames))]
    public async Task An_assertion_or_a_secret_that_ims_repeats_goes_nowhere(string encoding)
    {
        foreach (var place in new[] { "error", "error_description", "x-debug-id" })
        {
            foreach (var part in new Func<SentAssertion, string>[] { sent => sent.Text, sent => sent.Text.Split('.')[2], _ => Make.Secret })
            {
                // Both attempts are answered, so that the log has something to tell too.
                using var ims = new JwtStub((_, request) =>
                {
                    var echo = Encodings[encoding](part(SentAssertion.Of(request)));
                    return Make.Response(
                        HttpStatusCode.InternalServerError,
                        Make.ErrorJson(place == "error" ? echo : "internal_error", place == "error_description" ? echo : "fine"),
                        headers => headers.TryAddWithoutValidation("x-debug-id", place == "x-debug-id" ? echo : "fine"));
                });

                AssertShowsNothing(ims, await ims.FailAsync(options => options.TokenRequest.MaxRetries = 1));
            }
        }
    }

    [Fact]
    public async Task An_assertion_in_the_message_of_a_transport_goes_nowhere()
    {
        using var ims = new JwtStub((_, request) => throw new HttpRequestException("outer", new IOException("Received an invalid header line: '" + request.Body + "'")));

        AssertShowsNothing(ims, await ims.FailAsync(options => options.TokenRequest.MaxRetries = 1));
    }

    private static void AssertShowsNothing(JwtStub ims, TokenRequestException failure)
    {
        string?[] texts = [.. Leaks.TextsOf(failure).Distinct(), .. ims.Log.Lines.Select(line => line.Text)];
        Leaks.AssertNone(Make.Secret, texts);
        foreach (var assertion in ims.Sent)
        {
            // The signature is what a thief would need.
            Leaks.AssertNone(assertion.Text.Split('.')[2], texts);
        }
    }
}
