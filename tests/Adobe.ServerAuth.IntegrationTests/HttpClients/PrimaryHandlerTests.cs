using System.Net;
using Adobe.ServerAuth.IntegrationTests.MainJob;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>What stands at the end of a chain: who made it, who else uses it, and what it keeps.</summary>
public class PrimaryHandlerTests
{
    [Fact]
    public async Task One_that_a_filter_puts_in_the_place_of_another_follows_no_redirect_by_itself()
    {
        await using var evil = await ApiServer.StartAsync();
        await using var api = await RedirectingAsync(new Uri(evil.Address, "/stolen"));
        await using var services = Services(api, client => client.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new ReplacingFilter()));

        await Assert.ThrowsAsync<RequestBlockedException>(() => GetAsync(services));

        Assert.Empty(evil.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_behind_several_chains_follows_in_all_of_them(bool isHandMade)
    {
        await using var api = await ApiServer.StartAsync();
        api.Answer = (context, _) =>
        {
            if (context.Request.Path == "/")
            {
                context.Response.Redirect("/there");
            }

            return Task.CompletedTask;
        };
        using var shared = new SocketsHttpHandler();
        for (var chain = 0; chain < 3; chain++)
        {
            var wrapped = new Wrapper { InnerHandler = shared };
            if (isHandMade)
            {
                var invoker = new HttpMessageInvoker(Handler(api, wrapped));
                using var response = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, api.Address), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
            else
            {
                await using var services = Services(api, client => client.ConfigurePrimaryHttpMessageHandler(() => wrapped).SetHandlerLifetime(Timeout.InfiniteTimeSpan));
                using var response = await GetAsync(services);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task That_of_the_factory_keeps_no_cookie_of_one_credential_for_another()
    {
        var cookies = new List<string>();
        await using var api = await WithCookiesAsync(cookies);
        await using var services = Services(api, _ => { });

        await GetAsync(services);
        await GetAsync(services);

        Assert.Equal(["", ""], cookies);
    }

    [Fact]
    public async Task An_applications_own_may_keep_cookies()
    {
        var cookies = new List<string>();
        await using var api = await WithCookiesAsync(cookies);
        await using var services = Services(api, client => client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()));

        await GetAsync(services);
        await GetAsync(services);

        Assert.Equal(["", "session=of-one"], cookies);
    }

    [Fact]
    public async Task The_factorys_log_has_no_token_whatever_else_it_redacts()
    {
        await using var api = await ApiServer.StartAsync();
        using var log = new CollectingLog();
        await using var services = Services(api, client =>
        {
            client.RedactLoggedHeaders(["Cookie"]);
            client.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        });

        await GetAsync(services);

        Assert.Contains(log.Lines, line => line.Contains("x-api-key", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("token-of-the-test", StringComparison.Ordinal));
    }

    private static async Task<ApiServer> WithCookiesAsync(List<string> seen)
    {
        var api = await ApiServer.StartAsync();
        api.Answer = (context, _) =>
        {
            seen.Add(context.Request.Headers.Cookie.ToString());
            context.Response.Headers.SetCookie = "session=of-one; path=/";
            return Task.CompletedTask;
        };
        return api;
    }

    private static async Task<ApiServer> RedirectingAsync(Uri target)
    {
        var api = await ApiServer.StartAsync();
        api.Answer = (context, _) =>
        {
            context.Response.Redirect(target.ToString());
            return Task.CompletedTask;
        };
        return api;
    }

    private static ServiceProvider Services(ApiServer api, Action<IHttpClientBuilder> configure)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<ITokenProvider>(new StaticTokenProvider(new AccessToken("token-of-the-test", DateTimeOffset.MaxValue) { ClientId = "client" }));
        configure(services.AddHttpClient("api", client => client.BaseAddress = api.Address).AddAdobeServerAuthHandler(options => options.AllowedHosts = [api.Address.Authority]));
        return services.BuildServiceProvider();
    }

    private static AdobeServerAuthHandler Handler(ApiServer api, HttpMessageHandler inner) =>
        new(new StaticTokenProvider("token-1"), new ApiRequestOptions { AllowedHosts = [api.Address.Authority] }) { InnerHandler = inner };

    private static async Task<HttpResponseMessage> GetAsync(IServiceProvider services) =>
        await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

    private sealed class Wrapper : DelegatingHandler;

    private sealed class ReplacingFilter : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.PrimaryHandler = new SocketsHttpHandler();
        };
    }
}
