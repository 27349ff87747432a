using Adobe.ServerAuth.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>What happens to a credential that is removed, or whose container ends.</summary>
public sealed class RemovedCredentialTests : IDisposable
{
    private readonly TellingIms _ims = new();
    private readonly CredentialTable _table = new();
    private readonly ChangeSource _changes = new(null);
    private readonly ManualResetEventSlim _begun = new();
    private readonly ManualResetEventSlim _mayGoOn = new();
    private readonly App _app;
    private readonly ServiceProvider _services;
    private readonly ITokenProviderFactory _factory;

    public RemovedCredentialTests()
    {
        _app = new App(_ims.Handler);
        _app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(_table);
        _app.Services.AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(_changes);
        _app.Services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(_app.ToStub);
        _app.Services.AddAdobeServerAuth("static", App.Fill(options => options.ClientId = "static")).ConfigureImsHttpClient(_app.ToStub);
        _app.AddClient("api").AddAdobeServerAuthHandler("static");
        _table.Add("tenant");
        _services = _app.Services.BuildServiceProvider();
        _factory = _services.GetRequiredService<ITokenProviderFactory>();
    }

    [Fact]
    public async Task A_removed_credential_is_read_anew_when_it_is_used_again_and_unknown_when_its_options_are_gone()
    {
        Assert.False(_factory.Remove("tenant"));
        var removed = _factory.GetProvider("tenant");
        var token = await removed.GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.True(_factory.Remove("tenant"));
        Assert.False(_factory.Remove("tenant"));
        _table["tenant"] = App.Fill(options => options.ClientId = "tenant-anew");

        Assert.Equal("tenant-anew.1", (await removed.GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Equal("tenant-anew.1", (await removed.RenewTokenAsync(token, TestContext.Current.CancellationToken)).Value);
        Assert.Equal("tenant-anew.1", (await _factory.GetProvider("tenant").GetTokenAsync(TestContext.Current.CancellationToken)).Value);

        _table.Remove("tenant");
        Assert.True(_factory.Remove("tenant"));
        await Assert.ThrowsAsync<CredentialException>(() => removed.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
        await Assert.ThrowsAsync<CredentialException>(() => removed.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task A_container_that_disposes_what_a_scope_had_takes_nothing_from_the_next_scope()
    {
        var services = new ServiceCollection().AddScoped(_ => _factory.GetProvider("tenant"));
        await using var container = services.BuildServiceProvider();
        for (var request = 0; request < 3; request++)
        {
            await using var scope = container.CreateAsyncScope();
            var token = await scope.ServiceProvider.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);
            Assert.Equal("tenant.1", token.Value);
        }
    }

    [Fact]
    public void A_removed_name_whose_options_are_gone_is_unknown()
    {
        _factory.GetProvider("tenant");
        _table.Remove("tenant");
        _factory.Remove("tenant");

        var refusal = Assert.Throws<CredentialException>(() => _factory.GetProvider("tenant"));

        Assert.Contains("Known: (default), 'static'.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_waits_for_a_removed_credential_end_and_so_does_its_fetch()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource();
        _ims.Treat("tenant", async cancellationToken =>
        {
            asked.SetResult();
            await using var registration = cancellationToken.Register(ended.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        var provider = _factory.GetProvider("tenant");
        var waits = Enumerable.Range(0, 5).Select(_ => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask()).ToArray();
        await asked.Task;
        _table.Remove("tenant");

        Assert.True(_factory.Remove("tenant"));

        foreach (var wait in waits)
        {
            await Assert.ThrowsAsync<CredentialException>(() => wait);
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_holds_the_keyed_provider_or_a_client_goes_on_after_a_removal()
    {
        var keyed = _services.GetRequiredKeyedService<ITokenProvider>("static");
        var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        await client.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        Assert.True(_factory.Remove("static"));

        await client.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
        Assert.Equal("static.2", (await keyed.GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Equal("static.2", (await _factory.GetProvider("static").GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Equal(["Bearer static.1", "Bearer static.2"], _app.Api.Seen.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_removed_credential_takes_no_other_along()
    {
        var other = _factory.GetProvider("static");
        await other.GetTokenAsync(TestContext.Current.CancellationToken);
        _factory.GetProvider("tenant");

        _factory.Remove("tenant");

        Assert.Equal("static.1", (await other.GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Same(other, _factory.GetProvider("static"));
    }

    [Fact]
    public async Task A_credential_that_is_removed_while_it_is_made_leaves_nothing_behind()
    {
        _table["slow"] = Slow(App.Fill(options => options.ClientId = "slow"));
        var making = InBackground(() => Made("slow"));
        _begun.Wait(TestContext.Current.CancellationToken);

        Assert.True(await InBackground(() => _factory.Remove("slow")).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        _mayGoOn.Set();

        Assert.True((await making).IsDisposed);
        Assert.False(_factory.Remove("slow"));
        Assert.Equal("slow.1", (await _factory.GetProvider("slow").GetTokenAsync(TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task A_removal_while_a_provider_can_not_be_made_does_not_fail_for_it()
    {
        _table["slow"] = Slow(_ => throw new InvalidOperationException("the vault is closed"));
        var making = InBackground(() => _factory.GetProvider("slow"));
        _begun.Wait(TestContext.Current.CancellationToken);

        Assert.True(_factory.Remove("slow"));
        _mayGoOn.Set();

        await Assert.ThrowsAsync<InvalidOperationException>(() => making);
        Assert.False(_factory.Remove("slow"));
    }

    [Fact]
    public async Task A_removal_does_not_wait_for_a_change_whose_options_are_being_set()
    {
        var provider = Made("tenant");
        _table["tenant"] = Slow(App.Fill(options => options.ClientId = "tenant-anew"));
        var changing = InBackground(() =>
        {
            _changes.Fire();
            return true;
        });
        _begun.Wait(TestContext.Current.CancellationToken);

        Assert.True(await InBackground(() => _factory.Remove("tenant")).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        _mayGoOn.Set();

        await changing;
        Assert.True(provider.IsDisposed);
    }

    [Fact]
    public async Task After_the_container_is_disposed_the_factory_refuses_and_no_provider_is_left()
    {
        CachingTokenProvider[] providers = [Made(""), Made("static"), Made("tenant")];
        var keyed = _services.GetRequiredKeyedService<ITokenProvider>("static");

        await _services.DisposeAsync();

        Assert.All(providers, provider => Assert.True(provider.IsDisposed));
        Assert.Throws<ObjectDisposedException>(() => _factory.GetProvider("static"));
        Assert.Throws<ObjectDisposedException>(() => _factory.GetProvider("unknown"));
        Assert.False(_factory.Remove("static"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await keyed.GetTokenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_provider_that_is_made_while_the_container_is_disposed_is_not_left_behind()
    {
        _table["slow"] = Slow(App.FillJwt());
        var making = InBackground(() => Made("slow"));
        _begun.Wait(TestContext.Current.CancellationToken);
        var disposing = InBackground(() =>
        {
            _services.Dispose();
            return true;
        });
        Assert.True(SpinWait.SpinUntil(() => Record.Exception(() => _factory.GetProvider("static")) is ObjectDisposedException, TimeSpan.FromSeconds(30)));

        _mayGoOn.Set();

        await disposing;

        // An exception would be as good an answer, but for the key that has been read by then.
        Assert.True((await making).IsDisposed);
    }

    [Fact]
    public async Task A_provider_that_can_not_be_made_while_the_container_is_disposed_does_not_fail_the_disposal()
    {
        var live = Made("static");
        _table["slow"] = Slow(_ => throw new InvalidOperationException("the vault is closed"));
        var making = InBackground(() => _factory.GetProvider("slow"));
        _begun.Wait(TestContext.Current.CancellationToken);
        var disposing = InBackground(() =>
        {
            _services.Dispose();
            return true;
        });
        Assert.True(SpinWait.SpinUntil(() => Record.Exception(() => _factory.GetProvider("static")) is ObjectDisposedException, TimeSpan.FromSeconds(30)));

        _mayGoOn.Set();

        await Assert.ThrowsAnyAsync<Exception>(() => making);
        Assert.Null(await Record.ExceptionAsync(() => disposing));
        Assert.True(live.IsDisposed);
    }

    public void Dispose()
    {
        _mayGoOn.Set();
        _services.Dispose();
        _begun.Dispose();
        _mayGoOn.Dispose();
    }

    private Action<AdobeServerAuthOptions> Slow(Action<AdobeServerAuthOptions> configure) => options =>
    {
        _begun.Set();
        _mayGoOn.Wait(TestContext.Current.CancellationToken);
        configure(options);
    };

    private CachingTokenProvider Made(string name) => _services.GetRequiredService<TokenProviderFactory>().Get(name);

    private static Task<T> InBackground<T>(Func<T> function) =>
        Task.Factory.StartNew(function, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
