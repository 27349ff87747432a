using System.Net;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class TokenRequestFormTests
{
    [Fact]
    public async Task The_request_is_the_form_that_ims_documents_and_nothing_more()
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, Make.TokenJson());

        await ims.GetTokenAsync();

        var request = Assert.Single(ims.Handler.Seen);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("https://ims-na1.adobelogin.com/ims/token/v3", request.Address!.OriginalString);
        Assert.Equal($"grant_type=client_credentials&client_id={Make.ClientId}&client_secret={Make.Secret}&scope=openid%2CAdobeID%2Cread_organizations", request.Body);
        Assert.Equal(
            ["Accept: application/json", "Content-Type: application/x-www-form-urlencoded"],
            request.Headers.Where(header => header.Key != "Content-Length").Select(header => $"{header.Key}: {header.Value}").Order());
    }

    [Fact]
    public async Task Every_value_is_encoded_so_that_it_arrives_as_it_was_given()
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, Make.TokenJson());
        var secret = $"{Make.Secret} &=+%/?#;'\"\\é€😀";

        await ims.GetTokenAsync(options =>
        {
            options.ClientId = "a&b=c+d%41";
            options.ClientSecret = secret;
            options.Scopes = [" one ", "two,three", "one"];
            options.OrganizationId = Make.OrganizationId;
        });

        var fields = Assert.Single(ims.Handler.Seen).Body!.Split('&').Select(field => field.Split('=')).ToArray();
        Assert.All(fields, field => Assert.Equal(2, field.Length));
        Assert.Equal(["grant_type", "client_id", "client_secret", "scope", "org_id"], fields.Select(field => field[0]));
        Assert.Equal(["client_credentials", "a&b=c+d%41", secret, "one,two,three", Make.OrganizationId], fields.Select(field => WebUtility.UrlDecode(field[1])));
    }

    [Fact]
    public async Task A_products_own_endpoint_gets_the_client_alone()
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, Make.TokenJson());

        await ims.GetTokenAsync(options =>
        {
            options.TokenEndpoint = new Uri("https://pdf-services.adobe.io/token");
            options.Scopes = [];
            options.OrganizationId = Make.OrganizationId;
        });

        var request = Assert.Single(ims.Handler.Seen);
        Assert.Equal("https://pdf-services.adobe.io/token", request.Address!.OriginalString);
        Assert.Equal($"client_id={Make.ClientId}&client_secret={Make.Secret}", request.Body);
    }

    [Theory]
    [InlineData("https://ims-na1-stg1.adobelogin.com", null, "https://ims-na1-stg1.adobelogin.com/ims/token/v3")]
    [InlineData("https://ims.example:8443/ims/", null, "https://ims.example:8443/ims/token/v3")]
    [InlineData("http://localhost:8080", null, "http://localhost:8080/ims/token/v3")]
    [InlineData("https://ims.example", "https://other.example/ims/token/v4", "https://other.example/ims/token/v4")]
    public async Task The_address_is_derived_from_ims_unless_it_is_given(string ims, string? endpoint, string expected)
    {
        using var stub = ImsStub.That(HttpStatusCode.OK, Make.TokenJson());

        await stub.GetTokenAsync(options =>
        {
            options.ImsEndpoint = new Uri(ims);
            options.TokenEndpoint = endpoint is null ? null : new Uri(endpoint);
        });

        Assert.Equal(new Uri(expected), Assert.Single(stub.Handler.Seen).Address);
    }

    [Fact]
    public async Task Every_call_is_a_request_and_a_rejected_token_is_not_sent_to_ims()
    {
        using var ims = new ImsStub(attempt => Make.Response(HttpStatusCode.OK, Make.TokenJson($"token-{attempt}")));
        var provider = ims.Provider();

        var first = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        var second = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        var renewed = await provider.RenewTokenAsync(second, TestContext.Current.CancellationToken);

        Assert.Equal(["token-0", "token-1", "token-2"], new[] { first.Value, second.Value, renewed.Value });
        Assert.All(ims.Handler.Seen, request => Assert.DoesNotContain("token-", request.Body, StringComparison.Ordinal));
        Assert.Equal("rejected", Assert.Throws<ArgumentNullException>(() => { _ = provider.RenewTokenAsync(null!, CancellationToken.None); }).ParamName);
    }

    [Fact]
    public async Task The_options_are_read_once()
    {
        using var handler = new StubHandler(_ => Make.Response(HttpStatusCode.ServiceUnavailable));
        using var ims = new HttpMessageInvoker(handler);
        var options = Make.Options(o => o.TokenRequest.MaxRetries = 0);
        var provider = new ClientCredentialsTokenProvider(ims, options);

        options.ClientId = "other";
        options.ClientSecret = "other";
        options.Scopes.Add("other");
        options.OrganizationId = "other@AdobeOrg";
        options.ImsEndpoint = new Uri("https://other.example");
        options.TokenRequest.MaxRetries = 10;
        await Assert.ThrowsAsync<TokenRequestException>(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());

        var request = Assert.Single(handler.Seen);
        Assert.Equal("ims-na1.adobelogin.com", request.Address!.Host);
        Assert.DoesNotContain("other", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void No_argument_may_be_null()
    {
        using var ims = new HttpMessageInvoker(new StubHandler(_ => Make.Response(HttpStatusCode.OK)));
        var clock = new TestClock();
        var log = new RecordingLogger();

        Assert.Equal("ims", Assert.Throws<ArgumentNullException>(() => new ClientCredentialsTokenProvider(null!, Make.Options())).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => new ClientCredentialsTokenProvider(ims, null!)).ParamName);
        Assert.Equal("timeProvider", Assert.Throws<ArgumentNullException>(() => new ClientCredentialsTokenProvider(ims, Make.Options(), null!, log)).ParamName);
        Assert.Equal("logger", Assert.Throws<ArgumentNullException>(() => new ClientCredentialsTokenProvider(ims, Make.Options(), clock, null!)).ParamName);
    }

    [Theory]
    [InlineData("00:00:00.0000001")]
    [InlineData("00:00:00.005")]
    [InlineData("00:05:00")]
    public async Task Every_timeout_that_validation_lets_through_can_be_used(string timeout)
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, Make.TokenJson());

        var token = await ims.GetTokenAsync(options =>
        {
            options.TokenRequest.AttemptTimeout = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);
            options.TokenRequest.TotalTimeout = options.TokenRequest.AttemptTimeout;
            options.TokenRequest.RetryDelay = TimeSpan.FromTicks(1);
            options.TokenRequest.MaxRetries = 10;
        });

        Assert.Equal("token-1", token.Value);
    }
}
