using System.Net;
using System.Net.Http.Json;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

public class MainJobTests
{
    [Fact]
    public async Task A_client_of_the_factory_calls_the_API_with_a_token_and_the_headers_it_wants()
    {
        await using var application = await AdobeApplication.StartAsync(emulator: new ImsEmulatorOptions { RequireOrganizationId = true });

        using var response = await application.GetAsync("/hello?a=b");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = Assert.Single(application.Adobe.ApiRequests);
        Assert.Equal(application.Adobe.Credential.ClientId, seen.BearerClientId);
        Assert.Equal(application.Adobe.Credential.ClientId, seen.Headers["x-api-key"]);
        Assert.Equal(application.Adobe.Credential.OrganizationId, seen.Headers["x-gw-ims-org-id"]);
    }

    [Fact]
    public async Task A_thousand_parallel_first_calls_cause_one_token_request()
    {
        await using var application = await AdobeApplication.StartAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => application.GetAsync())));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal((1, 1_000), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    [Fact]
    public async Task A_revoked_token_is_replaced_once_for_two_hundred_parallel_calls_and_none_of_them_fails()
    {
        await using var application = await AdobeApplication.StartAsync();
        await application.GetAsync();
        application.Adobe.RevokeTokens();

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => application.GetAsync())));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task A_body_is_sent_again_with_the_renewed_token()
    {
        await using var application = await AdobeApplication.StartAsync();
        await application.GetAsync();
        application.Adobe.RevokeTokens();

        using var response = await application.Api.PostAsJsonAsync("/jobs", new { name = "invoice" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([(401, 18), (200, 18)], application.Adobe.ApiRequests.Skip(1).Select(seen => (seen.StatusCode, (int)seen.BodyLength)));
    }

    [Fact]
    public async Task A_wrong_secret_is_told_as_such_and_asked_for_once()
    {
        await using var application = await AdobeApplication.StartAsync(section => section["AdobeServerAuth:ClientSecret"] = "p8e-" + Guid.NewGuid());

        var failures = new List<TokenRequestException>();
        for (var call = 0; call < 101; call++)
        {
            failures.Add(await Assert.ThrowsAsync<TokenRequestException>(() => application.GetAsync()));
        }

        Assert.All(failures, failure =>
        {
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_client", "invalid client_secret parameter"), (failure.StatusCode, failure.ErrorCode, failure.ErrorDescription));
            Assert.False(failure.IsTransient);
        });
        Assert.Equal(application.Adobe.TokenRequests[0].DebugId, failures[0].DebugId);
        Assert.Equal((1, 0), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    [Fact]
    public async Task An_API_that_refuses_every_token_costs_two_token_requests_for_fifty_calls()
    {
        var clock = new ShiftedClock();
        await using var application = await AdobeApplication.StartAsync(emulator: new ImsEmulatorOptions { TimeProvider = clock, TokenLifetime = TimeSpan.FromHours(1) });
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

    [Fact]
    public async Task Neither_the_secret_nor_the_token_is_in_any_log_line()
    {
        using var log = new CollectingLog();
        await using var application = await AdobeApplication.StartAsync(log: log);
        await application.GetAsync();
        application.Adobe.RevokeTokens();
        await application.GetAsync();
        var token = await application.Services.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Contains(log.Lines, line => line.Contains("Received an access token", StringComparison.Ordinal));
        foreach (var secret in new[] { application.Adobe.Credential.ClientSecrets[0], token.Value })
        {
            var runs = Enumerable.Range(0, secret.Length - 8).Select(i => secret.Substring(i, 8));
            Assert.DoesNotContain(log.Lines, line => runs.Any(run => line.Contains(run, StringComparison.OrdinalIgnoreCase)));
        }
    }

    [Fact]
    public async Task Without_dependency_injection_it_is_the_same()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        using var provider = TokenProvider.Create(new AdobeServerAuthOptions
        {
            ClientId = adobe.Credential.ClientId,
            ClientSecret = adobe.Credential.ClientSecrets[0],
            Scopes = [.. adobe.Credential.Scopes],
            ImsEndpoint = adobe.ImsEndpoint,
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
        await using var application = await AdobeApplication.StartAsync(section =>
        {
            section["AdobeServerAuth:TokenEndpoint"] = section["AdobeServerAuth:ImsEndpoint"] + "token";
            section.Remove("AdobeServerAuth:ImsEndpoint");
            section.Remove("AdobeServerAuth:Scopes");
        });

        using var response = await application.GetAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/token", Assert.Single(application.Adobe.TokenRequests).Path);
    }

    [Fact]
    public async Task When_IMS_is_gone_a_living_token_still_serves_two_hundred_calls()
    {
        await using var application = await AdobeApplication.StartAsync();
        await application.GetAsync();
        var provider = application.Services.GetRequiredService<ITokenProvider>();
        await application.Adobe.DisposeAsync();

        for (var call = 0; call < 200; call++)
        {
            await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task When_IMS_can_not_be_reached_the_exception_says_so_and_is_transient()
    {
        await using var application = await AdobeApplication.StartAsync(section =>
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
