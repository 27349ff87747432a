using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Names that no credential has, and credentials that are registered twice.</summary>
public class RegistrationMistakeTests
{
    private const int ConflictingSources = 511;
    private const int CredentialNotYetKnown = 512;

    private static readonly Dictionary<string, Action<IServiceCollection>> AllStaticRegistrations = new()
    {
        ["none besides"] = _ => { },
        ["delegates of the framework"] = services =>
        {
            services.ConfigureAll<AdobeServerAuthOptions>(options => options.Cache.ClockSkew = TimeSpan.FromSeconds(10));
            services.PostConfigureAll<AdobeServerAuthOptions>(options => options.TokenRequest.MaxRetries = 1);
            services.Configure<AdobeServerAuthOptions>("analytics", options => options.TokenRequest.MaxRetries = 1);
            services.AddOptions<AdobeServerAuthOptions>("analytics").Configure<IHttpClientFactory>((_, _) => { });
        },
        ["the factory of providers"] = services => services.AddAdobeTokenProviderFactory(),
    };

    public static TheoryData<string> StaticRegistrations => [.. AllStaticRegistrations.Keys];

    [Theory, MemberData(nameof(StaticRegistrations))]
    public async Task A_host_does_not_start_with_a_name_that_nothing_can_set(string registration)
    {
        var builder = Builder();
        AllStaticRegistrations[registration](builder.Services);
        builder.Services.AddHttpClient("reports").AddAdobeServerAuthHandler("analytcs");
        builder.Services.AddHttpClient("others").AddAdobeServerAuthHandler("sign");
        builder.Services.AddHttpClient("good").AddAdobeServerAuthHandler("analytics");
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            [
                "HTTP client 'reports' has AddAdobeServerAuthHandler(\"analytcs\"), and no credential has that name: did you mean 'analytics'? Correct the name, or register the credential: services.AddAdobeServerAuth(\"analytcs\"). Registered: 'analytics', 'campaign'.",
                "HTTP client 'others' has AddAdobeServerAuthHandler(\"sign\"), and no credential has that name. Correct the name, or register the credential: services.AddAdobeServerAuth(\"sign\"). Registered: 'analytics', 'campaign'.",
            ],
            refusal.Failures);
    }

    [Fact]
    public async Task A_name_that_the_applications_code_may_set_later_is_a_warning()
    {
        var app = new App();
        var table = new CredentialTable();
        table.Add("tenant");
        var builder = Builder(app.Log);
        builder.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table);
        builder.Services.AddHttpClient("reports").AddAdobeServerAuthHandler("analytcs");
        builder.Services.AddHttpClient("tenants").AddAdobeServerAuthHandler("tenant");
        builder.Services.AddHttpClient("chosen-by-requests").AddAdobeServerAuthHandler();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<ITokenProviderFactory>();

        var warning = Assert.Single(app.Log.Of(CredentialNotYetKnown));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.StartsWith("HTTP client 'reports' has AddAdobeServerAuthHandler(\"analytcs\"), and no credential has that name: did you mean 'analytics'?", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_host_the_client_is_not_made(bool isNamed)
    {
        var collection = new ServiceCollection();
        collection.AddAdobeServerAuth("analytics", App.Fill());
        var builder = isNamed ? collection.AddHttpClient("reports") : collection.AddHttpClient("");
        builder.AddAdobeServerAuthHandler("analytcs");
        using var services = collection.BuildServiceProvider();

        var refusal = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient(isNamed ? "reports" : ""));

        Assert.StartsWith($"{(isNamed ? "HTTP client 'reports'" : "the default HTTP client")} has AddAdobeServerAuthHandler(\"analytcs\"), and no credential has that name: did you mean 'analytics'?", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("analytics")]
    public async Task A_host_does_not_start_with_a_handler_and_no_credential(string credential)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHttpClient("api").AddAdobeServerAuthHandler(credential);
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("HTTP client 'api' uses AddAdobeServerAuthHandler, but no", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("analytcs", false)]
    [InlineData("analytcs", true)]
    public async Task A_scoped_provider_of_the_applications_own_is_known_and_not_resolved_at_the_start(string name, bool isBesideACredential)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        if (isBesideACredential)
        {
            builder.Services.AddAdobeServerAuth("analytics", App.Fill());
        }

        builder.Services.AddScoped<ITokenProvider>(_ => throw new InvalidOperationException("too early"));
        builder.Services.AddKeyedScoped<ITokenProvider>("analytcs", (_, _) => throw new InvalidOperationException("too early"));
        builder.Services.AddHttpClient("api").AddAdobeServerAuthHandler(name);
        using var host = builder.Build();

        Assert.Null(await Record.ExceptionAsync(() => host.StartAsync(TestContext.Current.CancellationToken)));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("analytcs", "analytics")]
    [InlineData("Analytics", "analytics")]
    [InlineData("campagin", "campaign")]
    [InlineData("org-2", null)]
    [InlineData("sign", null)]
    [InlineData("a", null)]
    public async Task A_request_or_a_caller_that_uses_an_unknown_name_gets_a_suggestion(string name, string? suggestion)
    {
        var app = new App();
        foreach (var known in new[] { "analytics", "campaign", "org-1", "b" })
        {
            app.Services.AddAdobeServerAuth(known, App.Fill());
        }

        app.AddClient("api").AddAdobeServerAuthHandler();
        await using var services = app.Services.BuildServiceProvider();
        using var request = new HttpRequestMessage(HttpMethod.Get, App.Address).UseAdobeCredential(name);
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        var ofFactory = Assert.Throws<CredentialException>(() => services.GetRequiredService<ITokenProviderFactory>().GetProvider(name));
        var ofRequest = await Assert.ThrowsAsync<CredentialException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.StartsWith($"There is no credential '{name}'{(suggestion is null ? "." : $": did you mean '{suggestion}'?")} Known: ", ofFactory.Message, StringComparison.Ordinal);
        Assert.Equal(ofFactory.Message, ofRequest.Message);
    }

    public static TheoryData<string, string?> Sources => new()
    {
        { "the same section twice", null },
        { "a section and a delegate that completes it", null },
        { "two delegates that complete each other", null },
        { "a delegate with a closure twice", null },
        { "two sections that complete each other", null },
        { "a delegate that needs the section", null },
        { "two sections", "ClientId: section 'First', section 'Second'" },
        { "a section and a delegate", "ClientId: section 'First', a delegate in Adobe.ServerAuth.Tests.DependencyInjection.RegistrationMistakeTests" },
        { "two files", "CredentialFile: a delegate in Adobe.ServerAuth.Tests.DependencyInjection.RegistrationMistakeTests" },
    };

    [Theory, MemberData(nameof(Sources))]
    public async Task Two_sources_of_one_credential_are_a_warning_when_they_name_different_ones(string sources, string? expected)
    {
        var log = new RecordingLogger();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["First:ClientId"] = "first-client",
            ["Second:ClientId"] = "second-client",
            ["Secrets:ClientSecret"] = Make.Secret,
        }).Build();
        var collection = new ServiceCollection().AddLogging(logging => logging.AddProvider(log));
        void Section(string path) => collection.AddAdobeServerAuth("x", configuration.GetSection(path));
        void Code(Action<AdobeServerAuthOptions> configure) => collection.AddAdobeServerAuth("x", configure);
        Action[] calls = sources switch
        {
            "the same section twice" => [() => Section("First"), () => Section("First")],
            "a section and a delegate that completes it" => [() => Section("First"), () => Code(options => options.ClientSecret = Make.Secret)],
            "two delegates that complete each other" => [() => Code(options => options.ClientId = "client"), () => Code(options => options.Scopes = ["openid"])],
            "a delegate with a closure twice" => [() => Code(App.Fill()), () => Code(App.Fill())],
            "two sections that complete each other" => [() => Section("First"), () => Section("Secrets")],
            "a delegate that needs the section" => [() => Section("First"), () => Code(options => options.ClientId = options.ClientId!.ToLowerInvariant())],
            "two sections" => [() => Section("First"), () => Section("Second")],
            "a section and a delegate" => [() => Section("First"), () => Code(options => options.ClientId = "second-client")],
            "two files" => [() => Code(options => options.CredentialFile = "one.json"), () => Code(options => options.CredentialFile = "two.json")],
            _ => throw new ArgumentException(sources),
        };
        foreach (var call in calls)
        {
            call();
        }

        await using var services = collection.BuildServiceProvider();
        Record.Exception(() => services.GetRequiredKeyedService<ITokenProvider>("x"));
        Record.Exception(() => services.GetRequiredService<ITokenProviderFactory>().GetProvider("x"));

        Assert.Equal(
            expected is null ? [] : [$"AddAdobeServerAuth was called for credential 'x' with sources that set different values of {expected}."],
            log.Of(ConflictingSources).Select(line => line.Text[..(line.Text.IndexOf(" The last", StringComparison.Ordinal))]));
        Leaks.AssertNone("second-client", log.Lines.Select(line => line.Text));
    }

    private static HostApplicationBuilder Builder(RecordingLogger? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddAdobeServerAuth("analytics", App.Fill());
        builder.Services.AddAdobeServerAuth("campaign", App.Fill());
        return builder;
    }
}
