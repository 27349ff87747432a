using System.Net;
using Adobe.ServerAuth.Tests.Caching.Sharing;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.DependencyInjection.Sharing;

/// <summary>An application of which several machines run: each has a container of its own, and all have one cache and one IMS.</summary>
internal sealed class SharedApp : IAsyncDisposable
{
    private readonly List<ServiceProvider> _machines = [];

    public SharedApp()
    {
        App = new App(new StubHandler(AnswerAsync));
        Cache = new FakeDistributedCache(App.Clock);
    }

    public App App { get; }

    public FakeDistributedCache Cache { get; }

    /// <summary>A client secret that IMS knows no more.</summary>
    public string? RefusedSecret { get; set; }

    public int TokenRequests => App.Ims.Seen.Count;

    public SharedApp WithCache(object? serviceKey = null)
    {
        _ = serviceKey is null ? App.Services.AddSingleton<IDistributedCache>(Cache) : App.Services.AddKeyedSingleton<IDistributedCache>(serviceKey, Cache);
        return this;
    }

    public IAdobeServerAuthBuilder Add(string name, Action<AdobeServerAuthOptions>? change = null) =>
        App.Services.AddAdobeServerAuth(name, App.Fill(change)).ConfigureImsHttpClient(App.ToStub);

    public IServiceProvider NewMachine()
    {
        var machine = App.Services.BuildServiceProvider();
        _machines.Add(machine);
        return machine;
    }

    /// <summary>The token of a name on a new machine, after what other machines still do has been done.</summary>
    public Task<AccessToken> TokenOnNewMachineAsync(string name = "") =>
        RunAsync(() => NewMachine().GetRequiredService<ITokenProviderFactory>().GetProvider(name).GetTokenAsync(Fleet.Cancel).AsTask());

    public async Task<AccessToken> RunAsync(Func<Task<AccessToken>> start)
    {
        var token = await App.Clock.RunAsync(false, start);
        await Fleet.SettledAsync(() => Cache.LeaseKey is null && App.Clock.NextLimit is null);
        return token;
    }

    public Task<bool> RunAsync(Func<Task<bool>> start) => App.Clock.RunAsync(false, start);

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines)
        {
            await machine.DisposeAsync();
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = await SeenRequest.OfAsync(request);
        if (seen.Field("client_secret") == RefusedSecret)
        {
            return Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"));
        }

        var token = Make.ImsToken(seen.Field("client_id")!, App.Clock.GetUtcNow(), TimeSpan.FromDays(1));
        return Make.Response(HttpStatusCode.OK, Make.TokenJson(token, TellingIms.IsExchange(seen) ? 86399000 : 86399));
    }
}
