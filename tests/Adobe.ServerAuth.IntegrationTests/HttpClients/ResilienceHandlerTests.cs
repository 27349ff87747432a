using System.Net;
using Adobe.ServerAuth.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>
/// The standard resilience handler of .NET on either side of the token's. The one that was added first is the outer one.
/// </summary>
public class ResilienceHandlerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_503_is_repeated_with_the_token_at_hand(bool isOutside)
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await StartAsync(api, isOutside);
        api.Answer = (context, number) => Answer(context, number <= 2 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(application));

        Assert.Equal([1, 1, 1], api.Tokens);
        Assert.Equal(1, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [InlineData(true, new[] { 1, 2 })]
    [InlineData(false, new[] { 1, 1 })]
    public async Task Between_two_attempts_outside_takes_the_new_token_and_inside_keeps_the_old_one(bool isOutside, int[] tokens)
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await StartAsync(api, isOutside);
        api.Answer = async (context, number) =>
        {
            if (number == 1)
            {
                await RenewAsync(application.Tokens);
                await Answer(context, StatusCodes.Status503ServiceUnavailable);
            }
        };

        Assert.Equal(HttpStatusCode.OK, await PostAsync(application));

        Assert.Equal(tokens, api.Tokens);
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [InlineData(true, new[] { 1, 2 })]
    [InlineData(false, new[] { 1, 1, 2 })]
    public async Task A_token_that_was_replaced_between_two_attempts_costs_a_refusal_inside(bool isOutside, int[] tokens)
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await StartAsync(api, isOutside);
        api.Answer = async (context, number) =>
        {
            if (number == 1)
            {
                api.RefuseTokens();
                await RenewAsync(application.Tokens);
                await Answer(context, StatusCodes.Status503ServiceUnavailable);
            }
        };

        Assert.Equal(HttpStatusCode.OK, await PostAsync(application));

        Assert.Equal(tokens, api.Tokens);
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_refusal_between_the_attempts_is_healed_and_its_503_is_repeated(bool isOutside, bool isAsync)
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await StartAsync(api, isOutside);
        api.Answer = (context, number) =>
        {
            if (number == 1)
            {
                api.RefuseTokens();
            }

            return Answer(context, number is 1 or 3 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        };

        Assert.Equal(HttpStatusCode.OK, isAsync ? await PostAsync(application) : Post(application));

        Assert.Equal([1, 1, 2, 2], api.Tokens);
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_API_that_refuses_every_token_is_asked_twice(bool isOutside)
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await StartAsync(api, isOutside);
        api.Answer = (context, _) => Answer(context, StatusCodes.Status401Unauthorized);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(application));

        Assert.Equal([1, 2], api.Tokens);
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_request_that_failed_is_not_repeated_by_it(bool isOutside)
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await StartAsync(api, isOutside);
        application.Adobe.FailShare(1, ImsFault.Error(400, "invalid_client", "invalid client_secret parameter"));

        await Assert.ThrowsAsync<TokenRequestException>(() => PostAsync(application));

        Assert.Empty(api.Calls);
        Assert.Equal(1, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task From_the_defaults_of_all_clients_it_stands_outside_and_not_around_the_token_requests()
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await ClientApplication.StartAsync((builder, _) =>
        {
            builder.Services.Configure<AdobeServerAuthOptions>(options =>
            {
                options.TokenRequest.MaxRetries = 1;
                options.TokenRequest.RetryDelay = TimeSpan.FromMilliseconds(1);
                options.Cache.TransientFailureCooldown = TimeSpan.FromTicks(1);
            });
            AddApi(builder.Services, api).AddAdobeServerAuthHandler(options => options.AllowedHosts = [api.Address.Authority]);
            builder.Services.ConfigureHttpClientDefaults(Repeat);
        });
        api.Answer = async (context, number) =>
        {
            if (number == 1)
            {
                await RenewAsync(application.Tokens);
                await Answer(context, StatusCodes.Status503ServiceUnavailable);
            }
        };
        application.Adobe.FailNext(ImsFault.Answer(503), times: 2);

        await Assert.ThrowsAsync<TokenRequestException>(() => PostAsync(application));
        var (refused, pending) = (application.Adobe.TokenRequestCount, application.Adobe.PendingFaultCount);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(application));

        Assert.Equal((2, 0), (refused, pending));
        Assert.Equal([1, 2], api.Tokens);
    }

    [Fact]
    public async Task A_copy_of_a_request_that_is_hedged_outside_keeps_its_credential_and_has_the_token_of_its_own_moment()
    {
        EmulatedCredential tenant = new();
        await using var api = await ApiServer.StartAsync();
        await using var application = await ClientApplication.StartAsync((builder, adobe) =>
        {
            builder.Configuration.AddInMemoryCollection(adobe.ConfigurationOf("tenant", adobe.AddCredential(tenant)));
            builder.Services.AddAdobeServerAuth("tenant");
            var client = AddApi(builder.Services, api);
            client.AddStandardHedgingHandler().Configure(options => options.Hedging.Delay = Timeout.InfiniteTimeSpan);
            client.AddAdobeServerAuthHandler(options => options.AllowedHosts = [api.Address.Authority]);
        });
        var tokens = application.Services.GetRequiredKeyedService<ITokenProvider>("tenant");
        api.Answer = async (context, number) =>
        {
            if (number == 1)
            {
                await RenewAsync(tokens);
                await Answer(context, StatusCodes.Status503ServiceUnavailable);
            }
        };

        using var client = application.Api;
        using var request = Order().UseAdobeCredential("tenant");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([1, 2], api.Tokens);
        Assert.Equal([tenant.ClientId, tenant.ClientId], application.Adobe.TokenRequests.Select(sent => sent.ClientId));
    }

    private static Task<ClientApplication> StartAsync(ApiServer api, bool isOutside) => ClientApplication.StartAsync((builder, _) =>
    {
        var client = AddApi(builder.Services, api);
        if (isOutside)
        {
            Repeat(client);
        }

        client.AddAdobeServerAuthHandler(options => options.AllowedHosts = [api.Address.Authority]);
        if (!isOutside)
        {
            Repeat(client);
        }
    });

    private static IHttpClientBuilder AddApi(IServiceCollection services, ApiServer api) => services.AddHttpClient("api", client => client.BaseAddress = api.Address);

    private static void Repeat(IHttpClientBuilder client) => client.AddStandardResilienceHandler(options =>
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.UseJitter = false;
    });

    // As the refusal of another request does.
    private static async Task RenewAsync(ITokenProvider tokens) =>
        await tokens.RenewTokenAsync(await tokens.GetTokenAsync(CancellationToken.None), CancellationToken.None);

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static HttpRequestMessage Order() => new(HttpMethod.Post, "/jobs") { Content = new StringContent("invoice") };

    private static async Task<HttpStatusCode> PostAsync(ClientApplication application)
    {
        using var client = application.Api;
        using var request = Order();
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static HttpStatusCode Post(ClientApplication application)
    {
        using var client = application.Api;
        using var request = Order();
        using var response = client.Send(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
