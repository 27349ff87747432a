using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class NamedSectionTests
{
    private readonly TellingIms _ims = new();
    private readonly ReloadableSource _source = new()
    {
        ["ClientId"] = "main",
        ["analytics:ClientId"] = "analytics-1",
        ["analytics:ClientSecret"] = Make.Secret,
        ["analytics:Scopes"] = "openid",
    };

    private readonly App _app;

    public NamedSectionTests()
    {
        _app = new App(_ims.Handler);
        _app.Services.AddSingleton<IConfiguration>(_source.Configuration);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_named_section_stands_beside_the_keys_of_the_default_credential(bool isWholeGiven)
    {
        AddBoth(isWholeGiven ? _source.Configuration : null);
        await using var services = _app.Services.BuildServiceProvider();

        Assert.Equal("main.1", await App.TokenOf(services));
        Assert.Equal("analytics-1.1", await App.TokenOf(services, "analytics"));
    }

    [Fact]
    public async Task Named_sections_need_no_default_credential()
    {
        foreach (var key in new[] { "ClientId", "ClientSecret", "Scopes" })
        {
            _source.Remove(key);
        }

        _app.Services.AddAdobeServerAuth("analytics").ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();

        Assert.Equal("analytics-1.1", await App.TokenOf(services, "analytics"));
        Assert.Null(services.GetService<ITokenProvider>());
    }

    [Fact]
    public async Task The_case_of_a_sections_name_does_not_matter()
    {
        _app.Services.AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        _app.Services.AddAdobeServerAuth("ANALYTICS").ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();

        Assert.Equal("main.1", await App.TokenOf(services));
        Assert.Equal("analytics-1.1", await App.TokenOf(services, "ANALYTICS"));
    }

    [Fact]
    public async Task A_misspelt_section_beside_the_default_credential_is_reported_with_the_name_that_was_meant()
    {
        _source["analitycs:ClientId"] = "some";
        AddBoth(null);
        await using var services = _app.Services.BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<ITokenProvider>());

        Assert.Equal("AdobeServerAuth:analitycs is not a known key: did you mean analytics?", Assert.Single(refusal.Failures));
        Assert.Equal("analytics-1.1", await App.TokenOf(services, "analytics"));
    }

    [Fact]
    public async Task A_section_of_a_name_that_nobody_registered_is_an_unknown_key()
    {
        _app.Services.AddAdobeServerAuth();
        await using var services = _app.Services.BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<ITokenProvider>());

        Assert.StartsWith("AdobeServerAuth:analytics is not a known key.", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cache")]
    [InlineData("Jwt")]
    [InlineData("scopes")]
    [InlineData("TOKENREQUEST")]
    [InlineData("clientId")]
    [InlineData("analytics:inner")]
    public async Task A_name_that_can_be_no_section_is_refused_for_sections_alone(string name)
    {
        var ofContainer = Assert.Throws<ArgumentException>(() => _app.Services.AddAdobeServerAuth(name));
        var ofWhole = Assert.Throws<ArgumentException>(() => _app.Services.AddAdobeServerAuth(name, _source.Configuration));

        Assert.All([ofContainer, ofWhole], refusal => Assert.Equal("name", refusal.ParamName));
        Assert.All([ofContainer, ofWhole], refusal => Assert.Contains($"'{name}'", refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(_app.Services, service => service.ServiceType == typeof(ITokenProvider));

        _app.Services.AddAdobeServerAuth(name, _source.Configuration.GetSection("AdobeServerAuth:analytics")).ConfigureImsHttpClient(_app.ToStub);
        _app.Services.AddAdobeServerAuth(name + "2", App.Fill(options => options.ClientId = "delegate")).ConfigureImsHttpClient(_app.ToStub);
        _app.Services.AddAdobeServerAuth(name, options => options.OrganizationId = Make.OrganizationId);
        _app.Services.AddAdobeServerAuth(name, (_, _) => { });
        await using var services = _app.Services.BuildServiceProvider();
        Assert.Equal("analytics-1.1", await App.TokenOf(services, name));
        Assert.Equal("delegate.1", await App.TokenOf(services, name + "2"));
    }

    [Fact]
    public async Task A_section_of_ones_own_may_stand_anywhere()
    {
        var own = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Adobe:Web:ClientId"] = "own",
            ["Adobe:Web:ClientSecret"] = Make.Secret,
            ["Adobe:Web:Scopes:0"] = "openid",
        }).Build();
        _app.Services.AddAdobeServerAuth("Cache", own.GetSection("Adobe:Web")).ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();

        Assert.Equal("own.1", await App.TokenOf(services, "Cache"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_section_of_a_name_that_is_given_itself_is_no_unknown_key_of_the_default_credential(bool isDefaultGiven)
    {
        var section = _source.Configuration.GetSection("AdobeServerAuth");
        (isDefaultGiven ? _app.Services.AddAdobeServerAuth(section) : _app.Services.AddAdobeServerAuth()).ConfigureImsHttpClient(_app.ToStub);
        _app.Services.AddAdobeServerAuth("analytics", section.GetSection("analytics")).ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();

        Assert.Equal("analytics-1.1", await App.TokenOf(services, "analytics"));
        Assert.Equal("main.1", await App.TokenOf(services));
    }

    [Fact]
    public void A_configuration_that_is_the_section_itself_does_not_hide_whose_it_is()
    {
        var file = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ClientId"] = "own", ["Scopes"] = "openid" }).Build();
        using var services = _app.Services.AddAdobeServerAuth("analytics", file).Services.BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredKeyedService<ITokenProvider>("analytics"));

        Assert.Contains("analytics", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_in_a_named_section_stands_under_its_own_path()
    {
        _source["analytics:TokenRequest:MaxRetrys"] = "3";
        _source["analytics:Jwt:SendJwtId"] = "sometimes";
        _source["analytics:analytics"] = "nested";
        _source["analytics:ClientSecret"] = null;
        AddBoth(null);
        await using var services = _app.Services.BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredKeyedService<ITokenProvider>("analytics"));

        Assert.Equal(4, refusal.Failures.Count());
        Assert.Contains("AdobeServerAuth:analytics:TokenRequest:MaxRetrys is not a known key: did you mean MaxRetries?", refusal.Failures);
        Assert.Single(refusal.Failures, line => line.StartsWith("AdobeServerAuth:analytics:Jwt:SendJwtId must be true or false", StringComparison.Ordinal));
        Assert.Single(refusal.Failures, line => line.StartsWith("AdobeServerAuth:analytics:analytics is not a known key", StringComparison.Ordinal));
        Assert.Single(refusal.Failures, line => line.StartsWith("AdobeServerAuth:analytics:ClientSecret is missing", StringComparison.Ordinal));
        Assert.Equal("main.1", await App.TokenOf(services));
    }

    [Theory]
    [InlineData("analytics:", " of credential 'analytics' changed")]
    [InlineData("", "The configuration changed")]
    public async Task A_change_of_one_section_is_told_for_it_alone_and_leaves_the_others_token_and_provider(string changed, string told)
    {
        AddBoth(null);
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        var providers = (factory.GetProvider(""), factory.GetProvider("analytics"));
        await App.TokenOf(services);
        await App.TokenOf(services, "analytics");

        _source[changed + "ClientId"] = "changed";
        _source.Reload();

        var isNamed = changed.Length > 0;
        Assert.Equal(isNamed ? "main.1" : "changed.1", await App.TokenOf(services));
        Assert.Equal(isNamed ? "changed.1" : "analytics-1.1", await App.TokenOf(services, "analytics"));
        Assert.Equal(providers, (factory.GetProvider(""), factory.GetProvider("analytics")));
        Assert.Equal(3, _ims.Handler.Seen.Count);
        Assert.Contains(told, Assert.Single(_app.Log.Of(501)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_change_of_one_section_does_not_keep_the_others_valid_one_from_working()
    {
        AddBoth(null);
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);
        await App.TokenOf(services, "analytics");

        _source["analytics:ClientId"] = "two words";
        _source["ClientId"] = "main-2";
        _source.Reload();

        Assert.Equal("main-2.1", await App.TokenOf(services));
        Assert.Equal("analytics-1.1", await App.TokenOf(services, "analytics"));
        var line = Assert.Single(_app.Log.Of(500));
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Contains(" of credential 'analytics' is invalid", line.Text, StringComparison.Ordinal);
        Assert.Contains("AdobeServerAuth:analytics:ClientId", line.Text, StringComparison.Ordinal);

        _source["analytics:ClientId"] = "analytics-1";
        _source.Reload();

        Assert.Contains(" of credential 'analytics' is valid again", Assert.Single(_app.Log.Of(502)).Text, StringComparison.Ordinal);
        Assert.Equal(3, _ims.Handler.Seen.Count);
    }

    private void AddBoth(IConfiguration? whole)
    {
        foreach (var name in new[] { "", "analytics" })
        {
            (whole is null ? _app.Services.AddAdobeServerAuth(name) : _app.Services.AddAdobeServerAuth(name, whole)).ConfigureImsHttpClient(_app.ToStub);
        }
    }
}
