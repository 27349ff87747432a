using System.Globalization;
using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>What one credential does or suffers is nobody else's business.</summary>
public sealed class CredentialIsolationTests
{
    private const int Credentials = 50;
    private const int Calls = 5_000;

    private readonly TellingIms _ims = new();
    private readonly CredentialTable _table = new();
    private readonly App _app;

    public CredentialIsolationTests()
    {
        _app = new App(_ims.Handler);
        _app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(_table);
        _app.Services.AddAdobeServerAuth(App.Fill(options => options.ClientId = "main")).ConfigureImsHttpClient(_app.ToStub);
    }

    [Fact]
    public async Task A_credential_that_ims_refuses_is_asked_for_once_and_harms_no_other()
    {
        _ims.Refuse("bad");
        _table.Add("bad", "tenant");
        _app.AddClient("bad").AddAdobeServerAuthHandler("bad");
        _app.AddClient("tenant").AddAdobeServerAuthHandler("tenant");
        await using var services = _app.Services.BuildServiceProvider();

        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<TokenRequestException>(() => App.CallAsync(services, "bad"));
            await App.CallAsync(services, "tenant");
            Assert.Equal("main.1", await App.TokenOf(services));
        }

        Assert.Equal((1, 1, 1), (_ims.SeenOf("bad").Count, _ims.SeenOf("tenant").Count, _ims.SeenOf("main").Count));
        Assert.Equal(10, _app.Api.Seen.Count);
    }

    [Fact]
    public async Task An_ims_that_does_not_answer_one_credential_keeps_no_other_waiting()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _ims.Treat("hanging", _ =>
        {
            asked.SetResult();
            return answer.Task;
        });
        _table.Add("hanging", "tenant");
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        var hanging = factory.GetProvider("hanging").GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await asked.Task;

        var others = await Task.WhenAll(
            App.TokenOf(services),
            factory.GetProvider("tenant").GetTokenAsync(TestContext.Current.CancellationToken).AsTask().ContinueWith(token => token.Result.Value, TaskScheduler.Default))
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["main.1", "tenant.1"], others);
        Assert.False(hanging.IsCompleted);
        answer.SetResult(Make.Response(System.Net.HttpStatusCode.OK, Make.TokenJson("late")));
        Assert.Equal("late", (await hanging).Value);
    }

    [Fact]
    public async Task Fifty_credentials_of_both_kinds_in_mixed_use_never_cross_tokens()
    {
        using var other = RSA.Create(2048);
        string[] keys = [Make.PrivateKey, other.ExportPkcs8PrivateKeyPem()];
        for (var i = 0; i < Credentials; i++)
        {
            var credential = Credential(i, keys);
            if (i % 4 < 2)
            {
                _app.Services.AddAdobeServerAuth(Client(i), credential).ConfigureImsHttpClient(_app.ToStub);
            }
            else
            {
                _table[Client(i)] = credential;
            }

            _app.AddClient(Client(i)).AddAdobeServerAuthHandler(Client(i));
        }

        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        var order = Enumerable.Range(0, Calls).ToArray();
        new Random(7).Shuffle(order);

        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = TestContext.Current.CancellationToken }, async (call, cancellationToken) =>
        {
            var i = call % Credentials;
            var provider = factory.GetProvider(Client(i));
            switch (call / Credentials % 4)
            {
                case 0:
                    AssertBelongs(i, await provider.GetTokenAsync(cancellationToken));
                    break;
                case 1:
                    AssertBelongs(i, await provider.RenewTokenAsync(await provider.GetTokenAsync(cancellationToken), cancellationToken));
                    break;
                case 2 when services.GetKeyedService<ITokenProvider>(Client(i)) is { } keyed:
                    AssertBelongs(i, await keyed.GetTokenAsync(cancellationToken));
                    break;
                default:
                    using (var request = new HttpRequestMessage(HttpMethod.Get, $"{App.Address}/{i}"))
                    {
                        await services.GetRequiredService<IHttpClientFactory>().CreateClient(Client(i)).SendAsync(request, cancellationToken);
                    }

                    break;
            }
        });

        var requests = _app.Api.Seen;
        Assert.InRange(requests.Count, Calls / 4, Calls / 2);
        Assert.All(requests, request =>
        {
            var i = int.Parse(request.Address!.Segments[^1], CultureInfo.InvariantCulture);
            Assert.StartsWith($"Bearer {Client(i)}.", request.Authorization, StringComparison.Ordinal);
            Assert.Equal((Client(i), Organization(i)), (request.Headers["x-api-key"], request.Headers["x-gw-ims-org-id"]));
        });
        Assert.Equal(Enumerable.Range(0, Credentials).Select(Client).Order(), _ims.Handler.Seen.Select(request => request.Field("client_id")).Distinct().Order());
        Assert.All(_ims.Handler.Seen, request =>
        {
            var client = request.Field("client_id")!;
            Assert.Equal(Secret(client), request.Field("client_secret"));
            Assert.Equal(IsJwt(int.Parse(client[6..], CultureInfo.InvariantCulture)), TellingIms.IsExchange(request));
        });
    }

    private static void AssertBelongs(int i, AccessToken token)
    {
        Assert.StartsWith(Client(i) + ".", token.Value, StringComparison.Ordinal);
        Assert.Equal((Client(i), Organization(i)), (token.ClientId, token.OrganizationId));
    }

    private static Action<AdobeServerAuthOptions> Credential(int i, string[] keys)
    {
        var client = Client(i);
        return IsJwt(i) ? App.FillJwt(options =>
        {
            (options.ClientId, options.ClientSecret, options.OrganizationId) = (client, Secret(client), Organization(i));
            options.Jwt.PrivateKey = keys[i / 2 % keys.Length];
        }) : App.Fill(options => (options.ClientId, options.ClientSecret, options.OrganizationId) = (client, Secret(client), Organization(i)));
    }

    private static bool IsJwt(int i) => i % 2 == 1;

    private static string Client(int i) => "client" + i.ToString(CultureInfo.InvariantCulture);

    private static string Secret(string client) => Make.Secret + "-of-" + client;

    private static string Organization(int i) => $"Org{i}@AdobeOrg";
}
