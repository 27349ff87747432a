using System.Net;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Requests of one client of the factory that choose their credential.</summary>
public sealed class UseAdobeCredentialTests : IDisposable
{
    private readonly TellingIms _ims = new();
    private readonly CredentialTable _table = new();
    private readonly App _app;
    private readonly ServiceProvider _services;
    private Func<HttpRequestMessage, HttpResponseMessage> _answer = _ => Make.Response(HttpStatusCode.OK);

    public UseAdobeCredentialTests()
    {
        _app = new App(_ims.Handler);
        Api = new StubHandler(request => _answer(request));
        _app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(_table);
        Add("", "default");
        Add("analytics", "analytics");
        Add("campaign", "campaign");
        _app.Services.AddHttpClient("of-default").ConfigurePrimaryHttpMessageHandler(() => Api).AddAdobeServerAuthHandler();
        _app.Services.AddHttpClient("of-campaign").ConfigurePrimaryHttpMessageHandler(() => Api).AddAdobeServerAuthHandler("campaign");
        _services = _app.Services.BuildServiceProvider();
    }

    private StubHandler Api { get; }

    [Theory]
    [InlineData(false)]
#if !NETSTANDARD_BUILD
    [InlineData(true)]
#endif
    public async Task Each_request_carries_the_token_the_key_and_the_organization_of_its_credential(bool isSynchronous)
    {
        string?[] credentials = ["analytics", null, "campaign", "analytics", "", null];
        foreach (var credential in credentials)
        {
            using var request = Request(credential);
            using var response = isSynchronous
                ? Client().Send(request, TestContext.Current.CancellationToken)
                : await Client().SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Empty(request.Headers);
        }

        string[] expected = ["analytics", "default", "campaign", "analytics", "default", "default"];
        Assert.Equal(
            expected.Select(name => ($"Bearer {name}.1", name, name + "@AdobeOrg")),
            Api.Seen.Select(seen => (seen.Authorization!, seen.Headers["x-api-key"], seen.Headers["x-gw-ims-org-id"])));
    }

    [Fact]
    public async Task The_empty_name_is_the_default_credential_also_on_the_client_of_another()
    {
        await SendAsync(Request(null), "of-campaign");
        await SendAsync(Request(""), "of-campaign");
        await SendAsync(Request("analytics"), "of-campaign");

        Assert.Equal(["Bearer campaign.1", "Bearer default.1", "Bearer analytics.1"], Api.Seen.Select(seen => seen.Authorization));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_nobody_knows_ends_the_request_alone(bool isKnownAddress)
    {
        if (isKnownAddress)
        {
            await SendAsync(Request(null));
        }

        var refusal = await Assert.ThrowsAsync<CredentialException>(() => SendAsync(Request("tenant")));
        Assert.Equal("tenant", refusal.CredentialName);
        Assert.Contains("'analytics', 'campaign'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(isKnownAddress ? 1 : 0, Api.Seen.Count);

        _table.Add("tenant");
        await SendAsync(Request("tenant"));
        Assert.Equal("Bearer tenant.1", Api.Seen[^1].Authorization);
    }

    [Fact]
    public async Task The_last_word_counts()
    {
        await SendAsync(Request("analytics").WithoutAdobeCredential());
        await SendAsync(Request(null).WithoutAdobeCredential().UseAdobeCredential("analytics"));
        await SendAsync(Request("analytics").UseAdobeCredential("campaign"));
        await SendAsync(Request("analytics").WithoutAdobeCredential().UseAdobeCredential(""));

        Assert.Equal([null, "Bearer analytics.1", "Bearer campaign.1", "Bearer default.1"], Api.Seen.Select(seen => seen.Authorization));
        Assert.Empty(Api.Seen[0].Headers);
    }

    [Fact]
    public async Task The_requests_own_authorization_wins()
    {
        using var request = Request("analytics");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer own");

        await SendAsync(request);

        Assert.Equal("Bearer own", Assert.Single(Api.Seen).Authorization);
        Assert.Single(Api.Seen[0].Headers);
        Assert.Empty(_ims.Handler.Seen);
    }

    [Fact]
    public async Task A_host_that_is_not_allowed_is_blocked_whatever_the_credential()
    {
        using var request = Request("analytics");
        request.RequestUri = new Uri("https://evil.com/");

        await Assert.ThrowsAsync<RequestBlockedException>(() => SendAsync(request));

        Assert.Empty(Api.Seen);
        Assert.Empty(_ims.Handler.Seen);
    }

    [Fact]
    public async Task An_outer_retry_keeps_the_choice()
    {
        using var invoker = new HttpMessageInvoker(_services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("of-default"), disposeHandler: false);
        using var request = Request("analytics");

        await invoker.SendAsync(request, TestContext.Current.CancellationToken);
        await invoker.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["Bearer analytics.1", "Bearer analytics.1"], Api.Seen.Select(seen => seen.Authorization));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_for_the_chosen_credential_alone()
    {
        await SendAsync(Request(null));
        _answer = request => HandlerFixture.Refuse(request, "analytics.1");

        var response = await SendAsync(Request("analytics"));
        await SendAsync(Request(null));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["Bearer default.1", "Bearer analytics.1", "Bearer analytics.2", "Bearer default.1"], Api.Seen.Select(seen => seen.Authorization));
        Assert.Equal("analytics", Api.Seen[2].Headers["x-api-key"]);
    }

    [Fact]
    public async Task A_credential_that_goes_between_the_answer_and_the_renewal_leaves_the_answer_to_the_caller()
    {
        _table.Add("tenant");
        _answer = request =>
        {
            _table.Remove("tenant");
            Assert.True(_services.GetRequiredService<ITokenProviderFactory>().Remove("tenant"));
            return HandlerFixture.Refuse(request, "tenant.1");
        };

        var response = await SendAsync(Request("tenant"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("401013", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("tenant", Assert.Single(_app.Log.Of(300)).Text, StringComparison.Ordinal);
        Assert.Single(Api.Seen);
    }

    [Fact]
    public async Task Two_hundred_requests_at_once_each_carry_their_own()
    {
        string[] names = ["", "analytics", "campaign"];
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using var request = Request(names[i % 3]);
            request.Headers.Add("x-mine", names[i % 3].Length == 0 ? "default" : names[i % 3]);
            await SendAsync(request);
        })));

        Assert.Equal(200, Api.Seen.Count);
        Assert.All(Api.Seen, seen => Assert.Equal(($"Bearer {seen.Headers["x-mine"]}.1", seen.Headers["x-mine"]), (seen.Authorization, seen.Headers["x-api-key"])));
    }

    public void Dispose() => _services.Dispose();

    private static HttpRequestMessage Request(string? credential)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, App.Address);
        return credential is null ? request : request.UseAdobeCredential(credential);
    }

    private HttpClient Client(string name = "of-default") => _services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string client = "of-default") => Client(client).SendAsync(request, TestContext.Current.CancellationToken);

    private void Add(string name, string client) => _app.Services
        .AddAdobeServerAuth(name, App.Fill(options => (options.ClientId, options.OrganizationId) = (client, client + "@AdobeOrg")))
        .ConfigureImsHttpClient(_app.ToStub);
}
