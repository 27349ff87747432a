using System.Globalization;
using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

public class AssertionTests
{
    private const string Ims = "https://ims-na1.adobelogin.com";

    [Fact]
    public async Task The_request_is_the_form_that_ims_documents_and_nothing_more()
    {
        using var ims = JwtStub.Granting();

        await ims.GetTokenAsync(options => options.ClientSecret = Make.Secret + " &=+%é");

        var request = Assert.Single(ims.Handler.Seen);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal(Ims + "/ims/exchange/jwt", request.Address!.OriginalString);
        Assert.Equal(
            ["Accept: application/json", "Content-Type: application/x-www-form-urlencoded"],
            request.Headers.Where(header => header.Key != "Content-Length").Select(header => $"{header.Key}: {header.Value}").Order());
        var assertion = Assert.Single(ims.Sent);
        Assert.Equal([("client_id", Make.ClientId), ("client_secret", Make.Secret + " &=+%é"), ("jwt_token", assertion.Text)], assertion.Form);
    }

    [Fact]
    public async Task The_assertion_has_the_claims_of_ims_with_their_types_and_nothing_more()
    {
        using var ims = JwtStub.Granting();
        ims.Clock.Advance(TimeSpan.FromMilliseconds(999));

        await ims.GetTokenAsync(options => options.Jwt.MetaScopes = ["ent_dataservices_sdk", "ent_user_sdk"]);

        var assertion = Assert.Single(ims.Sent);
        await assertion.VerifyAsync();
        Assert.Equal("RS256", assertion.Header.GetProperty("alg").GetString());
        Assert.Empty(assertion.Header.EnumerateObject().Select(field => field.Name).Except(["alg", "typ"]));
        Assert.Equal(["aud", "exp", Ims + "/s/ent_dataservices_sdk", Ims + "/s/ent_user_sdk", "iss", "sub"], assertion.ClaimNames.Order(StringComparer.Ordinal));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 3, 0, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), assertion.Claims.GetProperty("exp").GetRawText());
        Assert.Equal(Make.OrganizationId, assertion.Claims.GetProperty("iss").GetString());
        Assert.Equal(Make.TechnicalAccountId, assertion.Claims.GetProperty("sub").GetString());
        Assert.Equal($"{Ims}/c/{Make.ClientId}", assertion.Claims.GetProperty("aud").GetString());
        Assert.All(assertion.MetaScopes, name => Assert.Equal(JsonValueKind.True, assertion.Claims.GetProperty(name).ValueKind));
    }

    [Theory]
    [InlineData("00:01:00")]
    [InlineData("00:10:00")]
    [InlineData("00:04:59.9999999")]
    public async Task The_assertion_ends_when_the_option_says(string lifetime)
    {
        var span = TimeSpan.Parse(lifetime, CultureInfo.InvariantCulture);

        var assertion = await JwtStub.AssertionOfAsync(options => options.Jwt.AssertionLifetime = span);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, (int)span.TotalSeconds % 60, TimeSpan.Zero).AddMinutes((int)span.TotalMinutes), assertion.EndsAt);
    }

    [Theory]
    [InlineData("https://ims-na1-stg1.adobelogin.com", null, "https://ims-na1-stg1.adobelogin.com")]
    [InlineData("https://IMS.example:8443/ims/", null, "https://ims.example:8443")]
    [InlineData("https://ims.example:443", null, "https://ims.example")]
    [InlineData("http://localhost:8080", null, "https://localhost:8080")]
    [InlineData("http://127.0.0.1:5000", null, "https://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000", null, "https://[::1]:5000")]
    [InlineData("https://ims.example", "https://other.example:444/ims/exchange/v1/jwt/", "https://other.example:444")]
    public async Task Audience_and_metascopes_name_the_host_that_is_asked(string endpoint, string? tokenEndpoint, string host)
    {
        using var ims = JwtStub.Granting();

        await ims.GetTokenAsync(options => (options.ImsEndpoint, options.TokenEndpoint) = (new Uri(endpoint), tokenEndpoint is null ? null : new Uri(tokenEndpoint)));

        var assertion = Assert.Single(ims.Sent);
        await assertion.VerifyAsync();
        Assert.Equal($"{host}/c/{Make.ClientId}", assertion.Claims.GetProperty("aud").GetString());
        Assert.Equal([host + "/s/ent_dataservices_sdk"], assertion.MetaScopes);
        var asked = Assert.Single(ims.Handler.Seen).Address!;
        Assert.Equal(host, "https://" + asked.Authority);
        Assert.Equal(tokenEndpoint is null ? "/ims/exchange/jwt" : "/ims/exchange/v1/jwt/", asked.PathAndQuery);
    }

    [Fact]
    public async Task A_client_id_of_AEM_stands_in_the_audience_as_it_is() => Assert.Equal(
        Ims + "/c/cm-p81347-e724561-integration-3",
        (await JwtStub.AssertionOfAsync(options => options.ClientId = "cm-p81347-e724561-integration-3")).Claims.GetProperty("aud").GetString());

    [Fact]
    public async Task A_jti_is_a_positive_integer_that_every_reader_holds_and_another_one_each_time()
    {
        using var ims = JwtStub.Granting();
        var provider = ims.Provider(options => options.Jwt.SendJwtId = true);

        for (var i = 0; i < 50; i++)
        {
            await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        }

        var ids = ims.Sent.Select(assertion => assertion.Claims.GetProperty("jti")).ToArray();
        Assert.All(ids, id => Assert.Equal(JsonValueKind.Number, id.ValueKind));
        Assert.All(ids, id => Assert.InRange(id.GetInt64(), 1, 1L << 53));
        Assert.Equal(50, ids.Select(id => id.GetRawText()).Distinct().Count());
    }

    [Fact]
    public async Task Every_attempt_has_an_assertion_of_its_own_time()
    {
        using var ims = new JwtStub(attempt => attempt < 3 ? Make.Response(HttpStatusCode.ServiceUnavailable, "", headers => headers.Add("Retry-After", "7")) : Make.Response(HttpStatusCode.OK, Make.TokenJson()));

        await ims.GetTokenAsync(options => options.TokenRequest.TotalTimeout = TimeSpan.FromMinutes(1));

        var sent = ims.Sent;
        Assert.Equal([0, 7, 14, 21], sent.Select(assertion => (int)(assertion.EndsAt - sent[0].EndsAt).TotalSeconds));
        foreach (var assertion in sent)
        {
            await assertion.VerifyAsync();
        }
    }

    [Fact]
    public async Task Every_attempt_has_a_jti_of_its_own()
    {
        using var ims = new JwtStub(attempt => attempt < 3 ? Make.Response(HttpStatusCode.ServiceUnavailable) : Make.Response(HttpStatusCode.OK, Make.TokenJson()));

        await ims.GetTokenAsync(options => options.Jwt.SendJwtId = true);

        Assert.Equal(4, ims.Sent.Select(assertion => assertion.Claims.GetProperty("jti").GetInt64()).Distinct().Count());
    }

    [Fact]
    public async Task A_step_of_the_wall_clock_is_followed_by_the_next_assertion()
    {
        using var ims = JwtStub.Granting();
        var provider = ims.Provider();
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        ims.Clock.StepWall(TimeSpan.FromDays(-2));
        await provider.RenewTokenAsync(Make.Token("rejected", ims.Clock.GetUtcNow()), TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromDays(-2), ims.Sent[1].EndsAt - ims.Sent[0].EndsAt);
        Assert.DoesNotContain("rejected", ims.Handler.Seen[1].Body, StringComparison.Ordinal);
    }
}
