using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class CredentialStatusTests
{
    private readonly App _app = new();

    [Fact]
    public async Task A_registered_name_is_idle_before_its_provider_was_made_and_looking_makes_none()
    {
        var reads = 0;
        _app.WithCredential().Services.AddAdobeServerAuth("analytics", options =>
        {
            reads++;
            App.Fill()(options);
        }).ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();
        var source = services.GetRequiredService<ICredentialStatusSource>();

        Assert.Equal((CredentialState.Idle, CredentialState.Idle), (source.GetStatus("").State, source.GetStatus("analytics").State));
        Assert.Equal(0, reads);
        await App.TokenOf(services, "analytics");
        Assert.Equal((CredentialState.Idle, CredentialState.Ready), (source.GetStatus("").State, source.GetStatus("analytics").State));
    }

    [Fact]
    public async Task A_credential_whose_provider_can_not_be_made_has_no_token_until_it_can()
    {
        var source = new ReloadableSource();
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();
        var statuses = services.GetRequiredService<ICredentialStatusSource>();
        await App.TokenOf(services);
        source["ClientSecret"] = null;
        source.Reload();

        services.GetRequiredService<ITokenProviderFactory>().Remove("");
        Assert.Equal("Idle", statuses.GetStatus("").ToString());
        await Assert.ThrowsAsync<OptionsValidationException>(() => App.TokenOf(services));
        _app.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("NoToken; credential, 3 s ago", statuses.GetStatus("").ToString());

        source["ClientSecret"] = Make.Secret;
        source.Reload();
        await App.TokenOf(services);
        Assert.Equal(CredentialState.Ready, statuses.GetStatus("").State);
        services.GetRequiredService<ITokenProviderFactory>().Remove("");
        Assert.Equal("Idle", statuses.GetStatus("").ToString());
    }

    [Fact]
    public async Task Looking_does_not_wait_for_a_provider_that_is_being_made()
    {
        using var isMaking = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        _app.Services.AddAdobeServerAuth(options =>
        {
            isMaking.Set();
            mayEnd.Wait(TestContext.Current.CancellationToken);
            App.Fill()(options);
        }).ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();
        var call = Task.Factory.StartNew(() => App.TokenOf(services), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        isMaking.Wait(TestContext.Current.CancellationToken);

        var status = await Task.Run(() => services.GetRequiredService<ICredentialStatusSource>().GetStatus("")).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal("Idle", status.ToString());
        mayEnd.Set();
        await call;
    }

    [Fact]
    public async Task Options_that_nothing_sets_any_more_are_an_invalid_change()
    {
        var (table, changes) = (new CredentialTable(), new ChangeSource("tenant"));
        table.Add("tenant");
        _app.WithCredential().Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table).AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(changes);
        await using var services = _app.Services.BuildServiceProvider();
        await services.GetRequiredService<ITokenProviderFactory>().GetProvider("tenant").GetTokenAsync(TestContext.Current.CancellationToken);

        table.Remove("tenant");
        changes.Fire();

        var status = services.GetRequiredService<ICredentialStatusSource>().GetStatus("tenant");
        Assert.Equal((CredentialState.Ready, true), (status.State, status.HasInvalidChange));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_throws_what_the_factory_throws()
    {
        _app.Services.AddAdobeServerAuth("analytics", App.Fill());
        await using var services = _app.Services.BuildServiceProvider();
        var source = services.GetRequiredService<ICredentialStatusSource>();
        var factory = services.GetRequiredService<ITokenProviderFactory>();

        foreach (var name in new[] { "", "analitics" })
        {
            var expected = Assert.Throws<CredentialException>(() => factory.GetProvider(name));
            var actual = Assert.Throws<CredentialException>(() => source.GetStatus(name));
            Assert.Equal((expected.Message, expected.CredentialName), (actual.Message, actual.CredentialName));
        }

        Assert.Throws<ArgumentNullException>(() => source.GetStatus(null!));
    }

    [Fact]
    public async Task A_name_that_comes_at_run_time_has_a_status_from_its_first_use_until_its_removal()
    {
        _app.WithCredential().Services.ConfigureAll(App.Fill(options => options.ClientId = "of-a-tenant"));
        await using var services = _app.Services.BuildServiceProvider();
        var source = services.GetRequiredService<ICredentialStatusSource>();
        var factory = services.GetRequiredService<ITokenProviderFactory>();

        Assert.Throws<CredentialException>(() => source.GetStatus("tenant"));
        var provider = factory.GetProvider("tenant");
        Assert.Equal(CredentialState.Idle, source.GetStatus("tenant").State);
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CredentialState.Ready, source.GetStatus("tenant").State);
        factory.Remove("tenant");
        Assert.Throws<CredentialException>(() => source.GetStatus("tenant"));
    }

    [Fact]
    public async Task After_the_container_is_disposed_there_is_no_status()
    {
        var services = _app.WithCredential().Services.BuildServiceProvider();
        var source = services.GetRequiredService<ICredentialStatusSource>();
        await services.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => source.GetStatus(""));
    }

    [Fact]
    public async Task An_invalid_change_is_told_since_it_became_invalid_and_until_it_is_valid_again()
    {
        var source = new ReloadableSource();
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);
        CredentialStatus Status() => services.GetRequiredService<ICredentialStatusSource>().GetStatus("");
        Assert.False(Status().HasInvalidChange);

        source["Scopes"] = null;
        source.Reload();
        _app.Clock.Advance(TimeSpan.FromSeconds(20));
        source["ClientSecret"] = null;
        source.Reload();
        _app.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((true, TimeSpan.FromSeconds(30), CredentialState.Ready), (Status().HasInvalidChange, Status().InvalidChangeAge, Status().State));
        Assert.EndsWith("; the configuration has been invalid for 30 s", Status().ToString(), StringComparison.Ordinal);
        (source["Scopes"], source["ClientSecret"]) = ("openid", Make.Secret);
        source.Reload();
        Assert.False(Status().HasInvalidChange);
    }

    [Fact]
    public async Task Without_a_container_a_file_that_became_invalid_is_told_as_well()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(Make.Secret);
        using var cache = TokenProvider.Create(Make.Options(options => (options.ClientSecret, options.ClientSecretFile) = (null, path)), _app.Ims, _app.Clock, _app.Log);
        var token = await cache.GetTokenAsync(TestContext.Current.CancellationToken);

        File.WriteAllText(path, "");
        token = await cache.RenewTokenAsync(token, TestContext.Current.CancellationToken);
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((CredentialState.Ready, TimeSpan.FromMinutes(10)), (cache.GetStatus().State, cache.GetStatus().InvalidChangeAge));

        File.WriteAllText(path, Make.Secret + "x");
        await cache.RenewTokenAsync(token, TestContext.Current.CancellationToken);
        Assert.Null(cache.GetStatus().InvalidChangeAge);
    }
}
