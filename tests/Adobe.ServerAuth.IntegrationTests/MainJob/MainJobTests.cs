using System.Net;
using System.Net.Http.Json;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>The same for both flows: they differ in nothing but how the token is obtained.</summary>
public class MainJobTests
{
    public static TheoryData<ServerAuthFlow> Flows => [ServerAuthFlow.OAuth, ServerAuthFlow.Jwt];

    [Theory]
    [InlineData(ServerAuthFlow.OAuth, "/ims/token/v3")]
    [InlineData(ServerAuthFlow.Jwt, "/ims/exchange/jwt")]
    public async Task Each_flow_asks_at_its_own_address_and_believes_its_own_unit_of_time(ServerAuthFlow flow, string path)
    {
        await using var application = await AdobeApplication.StartAsync(flow, emulator: new ImsEmulatorOptions { TokenLifetime = TimeSpan.FromHours(24) });

        var token = await application.Services.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(path, Assert.Single(application.Adobe.TokenRequests).Path);
        Assert.InRange(token.ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.5), TimeSpan.FromHours(24));
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task A_client_of_the_factory_calls_the_API_with_a_token_and_the_headers_it_wants(ServerAuthFlow flow)
    {
        await using var application = await AdobeApplication.StartAsync(flow, emulator: new ImsEmulatorOptions { RequireOrganizationId = true });

        using var response = await application.GetAsync("/hello?a=b");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = Assert.Single(application.Adobe.ApiRequests);
        Assert.Equal(application.Adobe.Credential.ClientId, seen.BearerClientId);
        Assert.Equal(application.Adobe.Credential.ClientId, seen.Headers["x-api-key"]);
        Assert.Equal(application.Adobe.Credential.OrganizationId, seen.Headers["x-gw-ims-org-id"]);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task A_thousand_parallel_first_calls_cause_one_token_request(ServerAuthFlow flow)
    {
        await using var application = await AdobeApplication.StartAsync(flow);

        var responses = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => application.GetAsync())));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal((1, 1_000), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task A_revoked_token_is_replaced_once_for_two_hundred_parallel_calls_and_none_of_them_fails(ServerAuthFlow flow)
    {
        await using var application = await AdobeApplication.StartAsync(flow);
        await application.GetAsync();
        application.Adobe.RevokeTokens();

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => application.GetAsync())));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task A_body_is_sent_again_with_the_renewed_token(ServerAuthFlow flow)
    {
        await using var application = await AdobeApplication.StartAsync(flow);
        await application.GetAsync();
        application.Adobe.RevokeTokens();

        using var response = await application.Api.PostAsJsonAsync("/jobs", new { name = "invoice" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([(401, 18), (200, 18)], application.Adobe.ApiRequests.Skip(1).Select(seen => (seen.StatusCode, (int)seen.BodyLength)));
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task A_wrong_secret_is_told_as_such_and_asked_for_once(ServerAuthFlow flow)
    {
        await using var application = await AdobeApplication.StartAsync(flow, section => section["AdobeServerAuth:ClientSecret"] = "p8e-" + Guid.NewGuid());

        var failures = new List<TokenRequestException>();
        for (var call = 0; call < 101; call++)
        {
            failures.Add(await Assert.ThrowsAsync<TokenRequestException>(() => application.GetAsync()));
        }

        // The JWT exchange says less, with another status.
        (HttpStatusCode?, string?, string?) refusal = flow == ServerAuthFlow.OAuth
            ? (HttpStatusCode.BadRequest, "invalid_client", "invalid client_secret parameter")
            : (HttpStatusCode.Unauthorized, "invalid_client", null);
        Assert.All(failures, failure =>
        {
            Assert.Equal(refusal, (failure.StatusCode, failure.ErrorCode, failure.ErrorDescription));
            Assert.False(failure.IsTransient);
        });
        Assert.Equal(application.Adobe.TokenRequests[0].DebugId, failures[0].DebugId);
        Assert.Equal((1, 0), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task An_API_that_refuses_every_token_costs_two_token_requests_for_fifty_calls(ServerAuthFlow flow)
    {
        var clock = new ShiftedClock();
        await using var application = await AdobeApplication.StartAsync(flow, emulator: new ImsEmulatorOptions { TimeProvider = clock, TokenLifetime = TimeSpan.FromHours(1) });
        await application.GetAsync();

        // Its tokens are dead for the emulated API as soon as they are issued.
        clock.Shift = null;
        for (var call = 0; call < 50; call++)
        {
            using var response = await application.GetAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task Neither_the_secret_nor_the_token_is_in_any_log_line(ServerAuthFlow flow)
    {
        using var log = new CollectingLog();
        await using var application = await AdobeApplication.StartAsync(flow, log: log);
        await application.GetAsync();
        application.Adobe.RevokeTokens();
        await application.GetAsync();
        var token = await application.Services.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Contains(log.Lines, line => line.Contains("Received an access token", StringComparison.Ordinal));
        var key = application.Services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value.Jwt.PrivateKey?.ReplaceLineEndings("");
        foreach (var secret in new[] { application.Adobe.Credential.ClientSecrets[0], token.Value, key ?? token.Value })
        {
            var runs = Enumerable.Range(0, secret.Length - 8).Select(i => secret.Substring(i, 8));
            Assert.DoesNotContain(log.Lines, line => runs.Any(run => line.Contains(run, StringComparison.OrdinalIgnoreCase)));
        }
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task Without_dependency_injection_it_is_the_same(ServerAuthFlow flow)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        using var provider = TokenProvider.Create(new AdobeServerAuthOptions
        {
            Flow = flow,
            ClientId = adobe.Credential.ClientId,
            ClientSecret = adobe.Credential.ClientSecrets[0],
            Scopes = [.. adobe.Credential.Scopes],
            OrganizationId = adobe.Credential.OrganizationId,
            ImsEndpoint = adobe.ImsEndpoint,
            Jwt = new JwtOptions
            {
                TechnicalAccountId = adobe.Credential.TechnicalAccountId,
                MetaScopes = [.. adobe.Credential.MetaScopes],
                PrivateKey = adobe.Credential.AddKeyPair().PrivateKey,
            },
        });
        using var client = new HttpClient(new AdobeServerAuthHandler(provider, new ApiRequestOptions { AllowedHosts = [adobe.ApiEndpoint.Authority] }));

        using var first = await client.GetAsync(adobe.ApiEndpoint, TestContext.Current.CancellationToken);
        adobe.RevokeTokens();
        using var second = await client.GetAsync(adobe.ApiEndpoint, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(2, adobe.TokenRequestCount);
    }

    [Fact]
    public async Task A_token_endpoint_of_a_products_own_is_sent_what_it_takes()
    {
        await using var application = await AdobeApplication.StartAsync(ServerAuthFlow.OAuth, section =>
        {
            section["AdobeServerAuth:TokenEndpoint"] = section["AdobeServerAuth:ImsEndpoint"] + "token";
            section.Remove("AdobeServerAuth:ImsEndpoint");
            section.Remove("AdobeServerAuth:Scopes");
        });

        using var response = await application.GetAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/token", Assert.Single(application.Adobe.TokenRequests).Path);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task When_IMS_is_gone_a_living_token_still_serves_two_hundred_calls(ServerAuthFlow flow)
    {
        await using var application = await AdobeApplication.StartAsync(flow);
        await application.GetAsync();
        var provider = application.Services.GetRequiredService<ITokenProvider>();
        await application.Adobe.DisposeAsync();

        for (var call = 0; call < 200; call++)
        {
            await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task When_IMS_can_not_be_reached_the_exception_says_so_and_is_transient(ServerAuthFlow flow)
    {
        await using var application = await AdobeApplication.StartAsync(flow, section =>
        {
            section["AdobeServerAuth:ImsEndpoint"] = "http://127.0.0.1:1";
            section["AdobeServerAuth:TokenRequest:MaxRetries"] = "1";
            section["AdobeServerAuth:TokenRequest:RetryDelay"] = "00:00:00.01";
        });

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => application.GetAsync());

        Assert.True(failure.IsTransient);
        Assert.Null(failure.StatusCode);
        Assert.Contains("127.0.0.1:1", failure.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }
}
