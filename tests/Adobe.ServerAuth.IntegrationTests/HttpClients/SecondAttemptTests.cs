using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>The attempt after a refusal is the request that it was, but for its token.</summary>
public class SecondAttemptTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly Uri Path = new("/jobs", UriKind.Relative);

    [Theory]
    [InlineData(HttpVersionPolicy.RequestVersionExact)]
    [InlineData(HttpVersionPolicy.RequestVersionOrHigher)]
    public async Task It_has_the_version_the_policy_and_the_options_of_the_first(HttpVersionPolicy policy)
    {
        var key = new HttpRequestOptionsKey<string>("job");
        using var attempts = new AttemptLog(key);
        await using var api = await ApiServer.StartAsync(HttpProtocols.Http2);
        await using var application = await ClientApplication.StartAsync(api.Address, client => client.AddHttpMessageHandler(() => attempts));
        await SpendTokenAsync(application, api);

        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Version = HttpVersion.Version20, VersionPolicy = policy, Content = new StringContent("invoice") };
        request.Options.Set(key, "invoice");
        using var response = await application.Api.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
        Assert.Equal(Enumerable.Repeat((HttpVersion.Version20, policy, (string?)"invoice"), 2), attempts.Attempts.Skip(1));
        Assert.Equal([new ApiCall(1, "HTTP/2", ""), new ApiCall(2, "HTTP/2", "")], api.Calls.Skip(1));
    }

    [Fact]
    public async Task With_an_expectation_the_body_is_sent_once_to_the_attempt_that_is_let_through()
    {
        await using var api = await ApiServer.StartAsync();
        api.Answer = async (context, _) => await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);

        // However slow the machine: the body is not sent before the server has said what it thinks.
        await using var application = await ClientApplication.StartAsync(api.Address, client => client.ConfigurePrimaryHttpMessageHandler(
            () => new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }));
        await SpendTokenAsync(application, api);

        using var body = new CountedBody(new byte[64 * 1024]);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = body };
        request.Headers.ExpectContinue = true;
        using var response = await application.Api.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, 1), (response.StatusCode, body.Sent));
        Assert.Equal([new ApiCall(1, "HTTP/1.1", "100-continue"), new ApiCall(2, "HTTP/1.1", "100-continue")], api.Calls.Skip(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_cancellation_ends_it(bool isAsync)
    {
        var (arrived, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var api = await ApiServer.StartAsync();
        await using var application = await ClientApplication.StartAsync(api.Address);
        await SpendTokenAsync(application, api);
        api.Answer = async (context, _) =>
        {
            using var end = context.RequestAborted.Register(aborted.SetResult);
            arrived.SetResult();
            await aborted.Task.WaitAsync(Limit);
        };

        using var timeout = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        using var client = application.Api;
        var call = isAsync ? client.SendAsync(request, timeout.Token) : Task.Run(() => client.Send(request, timeout.Token), CancellationToken.None);
        await arrived.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        await timeout.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Limit, TestContext.Current.CancellationToken));
        await aborted.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal([1, 1, 2], api.Tokens);
        Assert.Empty(request.Headers);
    }

    [Fact]
    public async Task It_has_the_connection_that_the_answer_to_the_first_one_held()
    {
        await using var api = await ApiServer.StartAsync();
        await using var application = await ClientApplication.StartAsync(api.Address, client => client.ConfigurePrimaryHttpMessageHandler(
            () => new SocketsHttpHandler { MaxConnectionsPerServer = 1 }));

        // Longer than anyone reads for the connection's sake: it holds the only one until it is disposed.
        api.Answer = async (context, number) =>
        {
            context.Response.StatusCode = number == 1 ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK;
            await context.Response.Body.WriteAsync(new byte[number == 1 ? 8 * 1024 * 1024 : 2], context.RequestAborted);
        };

        using var response = await application.Api.GetAsync(Path, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([1, 2], api.Tokens);
    }

    private static async Task SpendTokenAsync(ClientApplication application, ApiServer api)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Version = api.Version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await application.Api.SendAsync(request, TestContext.Current.CancellationToken);
        api.RefuseTokens();
    }
}
