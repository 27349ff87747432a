using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Whose token the requests of an HTTP client carry.</summary>
public class NamedHandlerTests
{
    private readonly TellingIms _ims = new();
    private readonly CredentialTable _table = new();
    private readonly App _app;

    public NamedHandlerTests()
    {
        _app = new App(_ims.Handler);
        _app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(_table);
        Add("", "default");
        Add("analytics", "analytics");
        Add("campaign", "campaign");
    }

    [Fact]
    public async Task Each_client_sends_the_token_the_key_and_the_organization_of_its_credential()
    {
        _app.AddClient("of-default").AddAdobeServerAuthHandler();
        _app.AddClient("of-analytics").AddAdobeServerAuthHandler("analytics");
        _app.AddClient("of-campaign").AddAdobeServerAuthHandler("campaign", options => options.OrganizationIdHeader = "x-org");
        await using var services = _app.Services.BuildServiceProvider();

        await App.CallAsync(services, "of-analytics");
        await App.CallAsync(services, "of-default");
        await App.CallAsync(services, "of-campaign");
        await App.CallAsync(services, "of-analytics");

        Assert.Equal(
            [("Bearer analytics.1", "analytics"), ("Bearer default.1", "default"), ("Bearer campaign.1", "campaign"), ("Bearer analytics.1", "analytics")],
            _app.Api.Seen.Select(request => (request.Authorization, request.Headers["x-api-key"])));
        Assert.Equal(["analytics@AdobeOrg", "default@AdobeOrg", null, "analytics@AdobeOrg"], _app.Api.Seen.Select(request => request.Headers.GetValueOrDefault("x-gw-ims-org-id")));
        Assert.Equal("campaign@AdobeOrg", _app.Api.Seen[2].Headers["x-org"]);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_for_the_credential_of_the_client_alone()
    {
        var api = new StubHandler(request => Make.Response(
            request.Headers.Authorization!.Parameter == "analytics.1" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));
        _app.Services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => api).AddAdobeServerAuthHandler("analytics");
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services, "campaign");

        var response = await App.CallAsync(services, "api");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["Bearer analytics.1", "Bearer analytics.2"], api.Seen.Select(request => request.Authorization));
        Assert.Equal("campaign.1", await App.TokenOf(services, "campaign"));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_fails_the_request_until_it_exists()
    {
        _app.AddClient("api").AddAdobeServerAuthHandler("tenant");
        await using var services = _app.Services.BuildServiceProvider();
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        var refusal = await Assert.ThrowsAsync<CredentialException>(() => client.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken));
        Assert.Equal("tenant", refusal.CredentialName);
        Assert.Contains("'analytics', 'campaign'", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_app.Api.Seen);

        _table.Add("tenant");
        await client.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        Assert.Equal("Bearer tenant.1", Assert.Single(_app.Api.Seen).Authorization);
    }

    [Fact]
    public async Task The_credential_of_the_last_call_counts()
    {
        _app.AddClient("named").AddAdobeServerAuthHandler().AddAdobeServerAuthHandler("analytics").AddAdobeServerAuthHandler("campaign");
        _app.AddClient("default").AddAdobeServerAuthHandler("analytics", options => options.SendApiKey = false).AddAdobeServerAuthHandler();
        await using var services = _app.Services.BuildServiceProvider();

        await App.CallAsync(services, "named");
        await App.CallAsync(services, "default");

        Assert.Equal(["Bearer campaign.1", "Bearer default.1"], _app.Api.Seen.Select(request => request.Authorization));
        Assert.False(_app.Api.Seen[1].Headers.ContainsKey("x-api-key"));
        Assert.Single(App.ChainOf(services, "named").OfType<AdobeServerAuthHandler>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_of_its_own_credential_is_not_touched_by_that_of_the_defaults(bool areSetBefore)
    {
        if (areSetBefore)
        {
            _app.Services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler("analytics"));
        }

        _app.AddClient("own").AddAdobeServerAuthHandler("campaign");
        _app.AddClient("plain");
        if (!areSetBefore)
        {
            _app.Services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler("analytics"));
        }

        await using var services = _app.Services.BuildServiceProvider();

        await App.CallAsync(services, "own");
        await App.CallAsync(services, "plain");

        Assert.Equal(["Bearer campaign.1", "Bearer analytics.1"], _app.Api.Seen.Select(request => request.Authorization));
    }

    [Theory]
    [InlineData("analytics", false)]
    [InlineData("analytics", true)]
    [InlineData("only-mine", false)]
    public async Task A_keyed_provider_of_the_applications_own_wins(string name, bool isRegisteredFirst)
    {
        var app = new App();
        var own = new ManualProvider();
        if (isRegisteredFirst)
        {
            app.Services.AddKeyedSingleton<ITokenProvider>(name, own);
        }

        app.Services.AddAdobeServerAuth("analytics", App.Fill()).ConfigureImsHttpClient(app.ToStub);
        if (!isRegisteredFirst)
        {
            app.Services.AddKeyedSingleton<ITokenProvider>(name, own);
        }

        app.AddClient("api").AddAdobeServerAuthHandler(name);
        await using var services = app.Services.BuildServiceProvider();
        var call = App.CallAsync(services, "api");
        (await own.NextAsync()).Succeed(Make.Token("of-my-own", DateTimeOffset.MaxValue));
        await call;

        Assert.Equal("Bearer of-my-own", Assert.Single(app.Api.Seen).Authorization);
        Assert.Same(own, services.GetRequiredKeyedService<ITokenProvider>(name));
        Assert.Empty(app.Ims.Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("analytics")]
    public async Task A_provider_of_the_applications_own_needs_no_registered_credential(string name)
    {
        var app = new App();
        var own = new ManualProvider();
        if (name.Length == 0)
        {
            app.Services.AddSingleton<ITokenProvider>(own);
        }
        else
        {
            app.Services.AddKeyedSingleton<ITokenProvider>(name, own);
        }

        app.AddClient("api").AddAdobeServerAuthHandler(name);
        await using var services = app.Services.BuildServiceProvider();
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        var call = client.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
        (await own.NextAsync()).Succeed(Make.Token("of-my-own", DateTimeOffset.MaxValue));
        await call;

        Assert.Equal("Bearer of-my-own", Assert.Single(app.Api.Seen).Authorization);
    }

    [Fact]
    public void Without_any_credential_a_client_by_name_says_what_to_call()
    {
        using var services = new ServiceCollection().AddHttpClient("api").AddAdobeServerAuthHandler("analytics").Services.BuildServiceProvider();

        var refusal = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("api"));

        Assert.Contains("'api'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AddAdobeServerAuth(\"analytics\")", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_named_credentials_alone_a_request_that_chooses_none_is_told_what_to_call()
    {
        var collection = new ServiceCollection();
        collection.AddAdobeServerAuth("analytics", App.Fill(options => options.ClientId = "client-1")).ConfigureImsHttpClient(_app.ToStub);
        collection.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => _app.Api).AddAdobeServerAuthHandler();
        await using var services = collection.BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        var refusal = await Assert.ThrowsAsync<CredentialException>(() => client.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken));
        using var chosen = new HttpRequestMessage(HttpMethod.Get, App.Address).UseAdobeCredential("analytics");
        await client.SendAsync(chosen, TestContext.Current.CancellationToken);

        Assert.StartsWith("There is no credential (default). Known: 'analytics'. Register it with AddAdobeServerAuth(), or choose another one:", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("client-1", Assert.Single(_app.Api.Seen).Headers["x-api-key"]);
    }

    private void Add(string name, string client) => _app.Services
        .AddAdobeServerAuth(name, App.Fill(options => (options.ClientId, options.OrganizationId) = (client, client + "@AdobeOrg")))
        .ConfigureImsHttpClient(_app.ToStub);
}
