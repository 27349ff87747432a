using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
