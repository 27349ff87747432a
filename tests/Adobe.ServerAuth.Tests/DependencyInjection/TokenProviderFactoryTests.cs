using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class TokenProviderFactoryTests
{
    private readonly TellingIms _ims = new();
    private readonly CredentialTable _table = new();
    private readonly App _app;

    public TokenProviderFactoryTests()
    {
        _app = new App(_ims.Handler);
        _app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(_table);
    }

    [Fact]
    public async Task A_name_is_known_when_it_was_registered_or_when_the_options_of_the_container_know_it()
    {
        AddStatic("static");
        AddStatic("");
        _table.Add("tenant");
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();

        Assert.Equal("static.1", await TokenOf(factory, "static"));
        Assert.Equal("default.1", await TokenOf(factory, ""));
        Assert.Equal("tenant.1", await TokenOf(factory, "tenant"));
        Assert.Equal("static.1", await App.TokenOf(services, "static"));
        Assert.Same(factory.GetProvider("tenant"), factory.GetProvider("tenant"));
        Assert.NotSame(factory.GetProvider("tenant"), factory.GetProvider("static"));
        Assert.Equal(3, _ims.Handler.Seen.Count);
    }

    [Fact]
    public async Task Options_of_both_flows_may_come_at_run_time()
    {
        AddStatic("");
        _table["jwt"] = App.FillJwt(options => options.ClientId = "jwt");
        await using var services = _app.Services.BuildServiceProvider();

        Assert.Equal("jwt.1", await TokenOf(services.GetRequiredService<ITokenProviderFactory>(), "jwt"));
        Assert.True(TellingIms.IsExchange(Assert.Single(_ims.Handler.Seen)));
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_the_known_ones()
    {
        AddStatic("analytics");
        AddStatic("");
        _table.Add("tenant", "never-asked-for");
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        factory.GetProvider("tenant");

        var refusal = Assert.Throws<CredentialException>(() => factory.GetProvider("Analytics"));

        Assert.Equal("Analytics", refusal.CredentialName);
        Assert.StartsWith("There is no credential 'Analytics': did you mean 'analytics'? Known: 'analytics', (default), 'tenant'. ", refusal.Message, StringComparison.Ordinal);
        Assert.False(factory.Remove("Analytics"));
    }

    [Fact]
    public async Task Without_a_default_credential_the_empty_name_is_unknown()
    {
        AddStatic("analytics");
        await using var services = _app.Services.BuildServiceProvider();

        var refusal = Assert.Throws<CredentialException>(() => services.GetRequiredService<ITokenProviderFactory>().GetProvider(""));

        Assert.Null(refusal.CredentialName);
        Assert.StartsWith("There is no credential (default). Known: 'analytics'. ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, " and 1 more. ")]
    [InlineData(300, " and 280 more. ")]
    public async Task Of_many_known_names_twenty_are_told(int count, string? more)
    {
        AddStatic("n");
        var names = Enumerable.Range(1, count - 1).Select(i => "n" + i).ToArray();
        _table.Add(names);
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        Assert.All(names, name => factory.GetProvider(name));

        var refusal = Assert.Throws<CredentialException>(() => factory.GetProvider("unknown"));

        Assert.Equal(20, refusal.Message.Split("'n").Length - 1);
        Assert.Equal(more is not null, refusal.Message.Contains(" more. ", StringComparison.Ordinal));
        Assert.Contains(more ?? "'. Register", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_ask_for_the_provider_they_are_for_and_do_without_it_make_it_once()
    {
        var set = 0;
        ITokenProviderFactory? factory = null;
        _table["vault"] = App.Fill(options =>
        {
            options.ClientId = "vault";
            set++;
            Assert.NotNull(Record.Exception(() => factory!.GetProvider("vault")));
        });
        AddStatic("");
        await using var services = _app.Services.BuildServiceProvider();
        factory = services.GetRequiredService<ITokenProviderFactory>();

        Assert.NotNull((await factory.GetProvider("vault").GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Equal(1, set);
    }

    [Fact]
    public async Task A_failure_to_make_a_provider_is_told_to_the_caller_and_not_kept()
    {
        AddStatic("");
        AddStatic("analytics");
        _table["tenant"] = App.Fill(options => (options.ClientId, options.Scopes) = ("tenant", []));
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();

        var invalid = Assert.Throws<OptionsValidationException>(() => factory.GetProvider("tenant"));
        Assert.Throws<CredentialException>(() => factory.GetProvider("later"));
        _table["broken"] = _ => throw new InvalidOperationException("the vault is closed");
        Assert.Throws<InvalidOperationException>(() => factory.GetProvider("broken"));
        _table.Add("tenant", "later", "broken");

        Assert.Equal("tenant", invalid.OptionsName);
        Assert.Contains("Scopes is missing", invalid.Message, StringComparison.Ordinal);
        Assert.EndsWith("(credential 'tenant')", Assert.Single(invalid.Failures), StringComparison.Ordinal);
        Assert.Equal("tenant.1", await TokenOf(factory, "tenant"));
        Assert.Equal("later.1", await TokenOf(factory, "later"));
        Assert.Equal("broken.1", await TokenOf(factory, "broken"));
    }

    [Fact]
    public async Task The_applications_own_rules_and_last_touches_count_for_every_name()
    {
        AddStatic("");
        AddStatic("analytics");
        _table.Add("tenant", "evil");
        _app.Services.AddSingleton<IValidateOptions<AdobeServerAuthOptions>>(new OwnRule());
        _app.Services.PostConfigureAll<AdobeServerAuthOptions>(options => options.OrganizationId = Make.OrganizationId);
        _app.Services.PostConfigure<AdobeServerAuthOptions>("analytics", options => options.Scopes = ["openid"]);
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();

        await TokenOf(factory, "analytics");
        await TokenOf(factory, "tenant");
        var refusal = Assert.Throws<OptionsValidationException>(() => factory.GetProvider("evil"));

        Assert.Equal("'evil' is on the list.", Assert.Single(refusal.Failures));
        Assert.All(_ims.Handler.Seen, request => Assert.Equal(Make.OrganizationId, request.Field("org_id")));
        Assert.Equal(["openid", "openid,AdobeID,read_organizations"], _ims.Handler.Seen.Select(request => request.Field("scope")));
    }

    [Fact]
    public async Task A_hundred_first_callers_at_once_get_one_provider_whose_options_and_token_are_fetched_once()
    {
        AddStatic("");
        AddStatic("analytics");
        _table.Add("tenant");
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        using var start = new Barrier(100);

        var callers = Enumerable.Range(0, 100).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                var provider = factory.GetProvider("tenant");
                return (Provider: provider, Token: provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        var answers = await Task.WhenAll(callers);

        Assert.Single(answers.Select(answer => answer.Provider).Distinct());
        Assert.All(await Task.WhenAll(answers.Select(answer => answer.Token)), token => Assert.Equal("tenant.1", token.Value));
        Assert.Single(_ims.Handler.Seen);
        Assert.Equal(1, _table.ReadsOf("tenant"));
    }

    [Fact]
    public async Task No_name_may_be_null()
    {
        AddStatic("analytics");
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();

        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => factory.GetProvider(null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => factory.Remove(null!)).ParamName);
    }

    private void AddStatic(string name) =>
        _app.Services.AddAdobeServerAuth(name, App.Fill(options => options.ClientId = name.Length == 0 ? "default" : name)).ConfigureImsHttpClient(_app.ToStub);

    private static async Task<string> TokenOf(ITokenProviderFactory factory, string name) =>
        (await factory.GetProvider(name).GetTokenAsync(TestContext.Current.CancellationToken)).Value;

    private sealed class OwnRule : IValidateOptions<AdobeServerAuthOptions>
    {
        public ValidateOptionsResult Validate(string? name, AdobeServerAuthOptions options) =>
            name == "evil" ? ValidateOptionsResult.Fail("'evil' is on the list.") : ValidateOptionsResult.Success;
    }
}
