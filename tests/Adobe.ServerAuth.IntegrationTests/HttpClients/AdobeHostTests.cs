using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Adobe.ServerAuth.IntegrationTests.Emulator;
using Adobe.ServerAuth.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>An Adobe host by its own name, over TLS and with default options; only its address is that of a server here.</summary>
public class AdobeHostTests
{
    private static readonly Uri Host = new("https://firefly-api.adobe.io");

    public static TheoryData<Version> Versions => [HttpVersion.Version11, HttpVersion.Version20];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Call_after_call_has_the_token_until_it_is_refused_and_then_a_new_one(Version version)
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api);

        var before = new[] { await PostAsync(application, version), await PostAsync(application, version) };
        api.RefuseTokens();
        var after = new[] { await PostAsync(application, version), await PostAsync(application, version) };

        Assert.All([.. before, .. after], answer => Assert.Equal((HttpStatusCode.OK, version), answer));
        Assert.Equal([1, 1, 1, 2, 2], api.Tokens);
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Two_hundred_calls_at_once_share_the_first_token_and_its_renewal(Version version)
    {
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api);

        var before = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => PostAsync(application, version)));
        api.RefuseTokens();
        var after = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => PostAsync(application, version)));

        Assert.All([.. before, .. after], answer => Assert.Equal((HttpStatusCode.OK, version), answer));
        Assert.Equal(200, api.Tokens.Count(token => token == 2));
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task Twenty_tenants_at_once_have_each_their_own_token_key_and_organization()
    {
        TenantTable table = null!;
        var seen = new ConcurrentQueue<(string Tenant, string Token, string? Owner)>();
        await using var api = await StartServerAsync();
        await using var application = await StartAsync(api, (builder, adobe) => builder.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table = new TenantTable(adobe)));
        var tenants = Enumerable.Range(0, 20).Select(tenant => $"tenant-{tenant}").ToArray();
        Array.ForEach(tenants, table.Set);
        api.Answer = (context, _) =>
        {
            var headers = context.Request.Headers;
            seen.Enqueue((context.Request.Path.Value![1..], headers.Authorization.ToString(), table.OwnerOf(headers["x-api-key"].ToString(), headers["x-gw-ims-org-id"].ToString())));
            return Task.CompletedTask;
        };

        using var client = application.Api;
        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(async call =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host, tenants[call % tenants.Length])).UseAdobeCredential(tenants[call % tenants.Length]);
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }));
            api.RefuseTokens();
        }

        Assert.Equal(1_000, seen.Count);
        Assert.All(seen, request => Assert.Equal(request.Tenant, request.Owner));
        Assert.Equal(2 * tenants.Length, seen.Select(request => request.Token).Distinct().Count());
        Assert.All(seen.GroupBy(request => request.Token), requests => Assert.Single(requests.Select(request => request.Tenant).Distinct()));
    }

    private static Task<ApiServer> StartServerAsync() => ApiServer.StartAsync(HttpProtocols.Http1AndHttp2, certificate: TlsCertificate.ForLoopback);

    private static Task<ClientApplication> StartAsync(ApiServer api, Action<HostApplicationBuilder, ImsEmulator>? add = null) => ClientApplication.StartAsync((builder, adobe) =>
    {
        add?.Invoke(builder, adobe);
        builder.Services.AddHttpClient("api").AddAdobeServerAuthHandler().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 32,
            ConnectCallback = (_, cancellationToken) => ConnectAsync(api.Address.Port, cancellationToken),
            SslOptions = { RemoteCertificateValidationCallback = static (_, shown, _, _) => TlsCertificate.ForLoopback.Equals(shown) },
        });
    });

    private static async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<(HttpStatusCode Status, Version Version)> PostAsync(ClientApplication application, Version version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host, "/v3/images")) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new StringContent("invoice");
        using var response = await application.Api.SendAsync(request, TestContext.Current.CancellationToken);

        // What was put on it is off again.
        Assert.Empty(request.Headers);
        return (response.StatusCode, response.Version);
    }
}
