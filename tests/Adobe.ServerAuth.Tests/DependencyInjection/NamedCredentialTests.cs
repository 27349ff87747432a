using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class NamedCredentialTests
{
    private const string Client = "client-of-analytics";

    private static readonly Dictionary<string, Func<IServiceCollection, string, IAdobeServerAuthBuilder>> AllForms = new()
    {
        ["the section of the container's configuration"] = (services, name) => services.AddSingleton<IConfiguration>(Whole(name)).AddAdobeServerAuth(name),
        ["a whole configuration"] = (services, name) => services.AddAdobeServerAuth(name, Whole(name)),
        ["a section"] = (services, name) => services.AddAdobeServerAuth(name, Filled("Some:Where:").GetSection("Some:Where")),
        ["a delegate"] = (services, name) => services.AddAdobeServerAuth(name, App.Fill(options => options.ClientId = Client)),
        ["a delegate with services"] = (services, name) => services.AddSingleton<IList<string>>(["openid"]).AddAdobeServerAuth(name, (options, provider) =>
        {
            App.Fill(made => made.ClientId = Client)(options);
            options.Scopes = provider.GetRequiredService<IList<string>>();
        }),
    };

    public static TheoryData<string> Forms => [.. AllForms.Keys];

    [Theory, MemberData(nameof(Forms))]
    public async Task Each_form_gives_a_keyed_provider_a_factory_that_knows_it_and_clients_that_use_its_token(string form)
    {
        var app = new App();
        var builder = AllForms[form](app.Services, "analytics").ConfigureImsHttpClient(app.ToStub);
        app.AddClient("api").AddAdobeServerAuthHandler("analytics");
        await using var services = app.Services.BuildServiceProvider();

        await App.CallAsync(services, "api");
        var fromFactory = await services.GetRequiredService<ITokenProviderFactory>().GetProvider("analytics").GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Equal("analytics", builder.Name);
        Assert.Same(app.Services, builder.Services);
        Assert.Null(services.GetService<ITokenProvider>());
        Assert.Equal("token-1", await App.TokenOf(services, "analytics"));
        Assert.Equal("token-1", fromFactory.Value);
        Assert.Same(services.GetKeyedService<ITokenProvider>("analytics"), services.GetKeyedService<ITokenProvider>("analytics"));
        var asked = Assert.Single(app.Ims.Seen);
        Assert.Equal(Client, asked.Field("client_id"));
        Assert.StartsWith("openid", asked.Field("scope"), StringComparison.Ordinal);
        var request = Assert.Single(app.Api.Seen);
        Assert.Equal(("Bearer token-1", Client), (request.Authorization, request.Headers["x-api-key"]));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task The_same_name_again_adds_nothing_twice(string form)
    {
        var app = new App();
        AllForms[form](app.Services, "analytics").ConfigureImsHttpClient(app.ToStub);
        var once = Counts(app.Services);
        AllForms[form](app.Services, "analytics");
        AllForms[form](app.Services, "analytics");
        app.AddClient("api").AddAdobeServerAuthHandler("analytics").AddAdobeServerAuthHandler("analytics", _ => { }).AddAdobeServerAuthHandler("analytics");
        await using var services = app.Services.BuildServiceProvider();

        await App.CallAsync(services, "api");
        await App.CallAsync(services, "api");

        Assert.Equal(once, Counts(app.Services));
        Assert.Single(app.Ims.Seen);
        Assert.Equal(2, app.Api.Seen.Count);
        Assert.Single(App.ChainOf(services, "api").OfType<AdobeServerAuthHandler>());
    }

    [Fact]
    public async Task What_was_taken_out_of_the_services_comes_back_with_the_next_call()
    {
        var app = new App();
        app.Services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(app.ToStub);
        app.Services.AddAdobeServerAuth("analytics", App.Fill()).ConfigureImsHttpClient(app.ToStub);
        app.Services.RemoveAll<ITokenProvider>().RemoveAllKeyed<ITokenProvider>("analytics");
        app.Services.AddAdobeServerAuth(App.Fill());
        app.Services.AddAdobeServerAuth("analytics", App.Fill());
        await using var services = app.Services.BuildServiceProvider();

        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Equal("token-2", await App.TokenOf(services, "analytics"));
    }

    [Fact]
    public async Task What_is_set_for_a_name_in_several_calls_adds_up()
    {
        var app = new App();
        app.Services.AddAdobeServerAuth("analytics", options => options.ClientId = "first").ConfigureImsHttpClient(app.ToStub);
        app.Services.AddAdobeServerAuth("analytics", Filled("Own:").GetSection("Own"));
        app.Services.AddAdobeServerAuth("analytics", (options, _) => options.OrganizationId = Make.OrganizationId);
        await using var services = app.Services.BuildServiceProvider();

        await App.TokenOf(services, "analytics");

        var asked = Assert.Single(app.Ims.Seen);
        Assert.Equal((Client, Make.Secret, Make.OrganizationId), (asked.Field("client_id"), asked.Field("client_secret"), asked.Field("org_id")));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task The_empty_name_is_the_default_credential(string form)
    {
        var app = new App();
        var builder = AllForms[form](app.Services, "").ConfigureImsHttpClient(app.ToStub);
        await using var services = app.Services.BuildServiceProvider();

        Assert.Equal("", builder.Name);
        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Equal("token-1", (await services.GetRequiredService<ITokenProviderFactory>().GetProvider("").GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Null(services.GetKeyedService<ITokenProvider>(""));
        Assert.Equal(Client, Assert.Single(app.Ims.Seen).Field("client_id"));
    }

    [Fact]
    public async Task The_default_and_named_credentials_of_both_flows_stand_side_by_side()
    {
        var ims = new TellingIms();
        var app = new App(ims.Handler);
        app.Services.AddAdobeServerAuth(App.Fill(options => options.ClientId = "main")).ConfigureImsHttpClient(app.ToStub);
        app.Services.AddAdobeServerAuth("analytics", App.Fill(options => options.ClientId = "oauth")).ConfigureImsHttpClient(app.ToStub);
        app.Services.AddAdobeServerAuth("Analytics", App.FillJwt(options => options.ClientId = "jwt")).ConfigureImsHttpClient(app.ToStub);
        await using var services = app.Services.BuildServiceProvider();

        Assert.Equal("main.1", await App.TokenOf(services));
        Assert.Equal("oauth.1", await App.TokenOf(services, "analytics"));
        Assert.Equal("jwt.1", await App.TokenOf(services, "Analytics"));
        Assert.Equal([false, false, true], ims.Handler.Seen.Select(TellingIms.IsExchange));
    }

    [Fact]
    public async Task A_name_of_run_time_has_no_keyed_provider()
    {
        var table = new CredentialTable();
        table.Add("tenant");
        var app = new App();
        app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table).AddAdobeServerAuth("analytics", App.Fill());
        await using var services = app.Services.BuildServiceProvider();
        services.GetRequiredService<ITokenProviderFactory>().GetProvider("tenant");

        Assert.Null(services.GetKeyedService<ITokenProvider>("tenant"));
        Assert.Null(services.GetKeyedService<ITokenProvider>("ANALYTICS"));
        Assert.NotNull(services.GetKeyedService<ITokenProvider>("analytics"));
    }

    [Fact]
    public async Task A_refusal_by_ims_says_which_credential_it_is_about()
    {
        var ims = new TellingIms();
        ims.Refuse("main");
        ims.Refuse("named");
        var app = new App(ims.Handler);
        app.Services.AddAdobeServerAuth(App.Fill(options => options.ClientId = "main")).ConfigureImsHttpClient(app.ToStub);
        app.Services.AddAdobeServerAuth("analytics", App.Fill(options => options.ClientId = "named")).ConfigureImsHttpClient(app.ToStub);
        await using var services = app.Services.BuildServiceProvider();

        var ofDefault = await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(services));
        var ofNamed = await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(services, "analytics"));
        var remembered = await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(services, "analytics"));

        Assert.Null(ofDefault.CredentialName);
        Assert.All([ofNamed, remembered], refusal => Assert.Equal("analytics", refusal.CredentialName));
        Assert.All([ofNamed, remembered], refusal => Assert.Contains("'analytics'", refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_registrations_stand_the_strict_checks_of_the_container_and_resolve_from_scopes()
    {
        var app = new App().WithCredential();
        foreach (var (form, add) in AllForms)
        {
            add(app.Services, form).ConfigureImsHttpClient(app.ToStub);
        }

        app.AddClient("api").AddAdobeServerAuthHandler("a delegate");
        await using var services = app.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await using var scope = services.CreateAsyncScope();

        Assert.Same(services.GetRequiredService<ITokenProvider>(), scope.ServiceProvider.GetRequiredService<ITokenProvider>());
        Assert.Same(services.GetRequiredService<ITokenProviderFactory>(), scope.ServiceProvider.GetRequiredService<ITokenProviderFactory>());
        Assert.All(AllForms.Keys, name => Assert.Same(services.GetRequiredKeyedService<ITokenProvider>(name), scope.ServiceProvider.GetRequiredKeyedService<ITokenProvider>(name)));
        await App.CallAsync(scope.ServiceProvider, "api");
        Assert.Equal("Bearer token-1", Assert.Single(app.Api.Seen).Authorization);
    }

    [Fact]
    public void No_argument_may_be_null()
    {
        IServiceCollection services = new ServiceCollection();
        IServiceCollection none = null!;
        var section = new ConfigurationBuilder().Build();
        var client = services.AddHttpClient("api");

        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => none.AddAdobeServerAuth("a")).ParamName);
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => none.AddAdobeServerAuth("a", section)).ParamName);
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => none.AddAdobeServerAuth("a", _ => { })).ParamName);
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => none.AddAdobeServerAuth("a", (_, _) => { })).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth((string)null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth(null!, section)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth(null!, _ => { })).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth(null!, (_, _) => { })).ParamName);
        Assert.Equal("section", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth("a", (IConfiguration)null!)).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth("a", (Action<AdobeServerAuthOptions>)null!)).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth("a", (Action<AdobeServerAuthOptions, IServiceProvider>)null!)).ParamName);
        Assert.Equal("builder", Assert.Throws<ArgumentNullException>(() => ((IHttpClientBuilder)null!).AddAdobeServerAuthHandler("a")).ParamName);
        Assert.Equal("builder", Assert.Throws<ArgumentNullException>(() => ((IHttpClientBuilder)null!).AddAdobeServerAuthHandler("a", _ => { })).ParamName);
        Assert.Equal("credential", Assert.Throws<ArgumentNullException>(() => client.AddAdobeServerAuthHandler((string)null!)).ParamName);
        Assert.Equal("credential", Assert.Throws<ArgumentNullException>(() => client.AddAdobeServerAuthHandler(null!, _ => { })).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => client.AddAdobeServerAuthHandler("a", null!)).ParamName);
        Assert.DoesNotContain(services, service => service.ServiceType == typeof(ITokenProviderFactory));
    }

    private static IConfigurationRoot Whole(string name) => Filled(name.Length == 0 ? "AdobeServerAuth:" : $"AdobeServerAuth:{name}:");

    private static IConfigurationRoot Filled(string prefix) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        [prefix + "ClientId"] = Client,
        [prefix + "ClientSecret"] = Make.Secret,
        [prefix + "Scopes"] = "openid",
    }).Build();

    private static (int Providers, int Factories, int Validators, int ImsActions) Counts(IServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        var ims = provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(ServerAuth.DependencyInjection.ImsHttpClient.NameFor("analytics"));
        return (
            services.Count(service => service.ServiceType == typeof(ITokenProvider)),
            services.Count(service => service.ServiceType == typeof(ITokenProviderFactory)),
            services.Count(service => service.ServiceType == typeof(IValidateOptions<AdobeServerAuthOptions>)),
            ims.HttpMessageHandlerBuilderActions.Count);
    }
}
