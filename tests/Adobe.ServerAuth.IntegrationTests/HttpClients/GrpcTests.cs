using Adobe.ServerAuth.IntegrationTests.HttpClients.Protos;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>gRPC is HTTP/2 whose status comes after the body.</summary>
public class GrpcTests
{
    private static readonly JobRequest Invoice = new() { Name = "invoice" };

    [Fact]
    public async Task A_unary_call_carries_the_token_and_brings_its_trailers()
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api);

        using var call = Start(application);

        Assert.Equal("invoice started", (await call.ResponseAsync).Text);
        Assert.Equal("invoice", call.GetTrailers().GetValue("job-end"));
        Assert.Equal([new ApiCall(1, "HTTP/2", "")], api.Calls);
        Assert.Equal(1, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task A_stream_carries_the_token_and_brings_its_trailers_behind_the_last_message()
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api);

        using var call = application.Services.GetRequiredService<Jobs.JobsClient>().Watch(Invoice, cancellationToken: TestContext.Current.CancellationToken);
        var texts = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).Select(reply => reply.Text)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["invoice 0%", "invoice 25%", "invoice 50%", "invoice 75%", "invoice 100%"], texts);
        Assert.Equal("invoice", call.GetTrailers().GetValue("job-end"));
        Assert.Equal([new ApiCall(1, "HTTP/2", "")], api.Calls);
    }

    [Fact]
    public async Task Calls_over_one_connection_share_one_token()
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using var call = Start(application);
            await call.ResponseAsync;
        }));

        Assert.Equal(Enumerable.Repeat(1, 100), api.Tokens);
        Assert.Equal(1, application.Adobe.TokenRequestCount);
    }

    // The message of a call is a content of gRPC's own, of which nobody knows whether it can be read twice.
    [Fact]
    public async Task A_refused_token_ends_the_call_as_unauthenticated_and_the_next_one_has_a_new_token()
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api);
        using var before = Start(application);
        await before.ResponseAsync;
        api.RefuseTokens();

        using var refused = Start(application);
        var failure = await Assert.ThrowsAsync<RpcException>(() => refused.ResponseAsync);
        using var after = Start(application);

        Assert.Equal("invoice started", (await after.ResponseAsync).Text);
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        Assert.Equal([1, 1, 2], api.Tokens);
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task A_channel_that_repeats_unauthenticated_calls_heals_them_with_the_new_token()
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api, RetryUnauthenticated());
        using var before = Start(application);
        await before.ResponseAsync;
        api.RefuseTokens();

        using var call = Start(application);

        Assert.Equal("invoice started", (await call.ResponseAsync).Text);
        Assert.Equal("invoice", call.GetTrailers().GetValue("job-end"));
        Assert.Equal([1, 1, 2], api.Tokens);
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    // The answer is a 200, and what the status behind it means is a matter between the service and its caller.
    [Fact]
    public async Task A_status_of_the_service_alone_renews_nothing()
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api);

        using var refused = Start(application, new JobRequest());
        var failure = await Assert.ThrowsAsync<RpcException>(() => refused.ResponseAsync);
        using var after = Start(application);

        Assert.Equal("invoice started", (await after.ResponseAsync).Text);
        Assert.Equal(new Status(StatusCode.Unauthenticated, "whose job?"), failure.Status);
        Assert.Equal([1, 1], api.Tokens);
    }

    private static AsyncUnaryCall<JobReply> Start(ClientApplication application, JobRequest? request = null) =>
        application.Services.GetRequiredService<Jobs.JobsClient>().StartAsync(request ?? Invoice, cancellationToken: TestContext.Current.CancellationToken);

    private static Task<ApiServer> StartServerAsync() => ApiServer.StartAsync(
        HttpProtocols.Http2,
        addServices: services => services.AddLogging().AddGrpc(),
        addEndpoints: application => application.MapGrpcService<JobsService>());

    private static Task<ClientApplication> StartAsync(ApiServer api, ServiceConfig? calls = null) => ClientApplication.StartAsync((builder, _) => builder.Services
        .AddGrpcClient<Jobs.JobsClient>(options => options.Address = api.Address)
        .ConfigureChannel(channel => channel.ServiceConfig = calls)
        .AddAdobeServerAuthHandler(options => options.AllowedHosts = [api.Address.Authority]));

    private static ServiceConfig RetryUnauthenticated() => new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 2,
                    InitialBackoff = TimeSpan.FromMilliseconds(1),
                    MaxBackoff = TimeSpan.FromMilliseconds(1),
                    BackoffMultiplier = 1,
                    RetryableStatusCodes = { StatusCode.Unauthenticated },
                },
            },
        },
    };
}
