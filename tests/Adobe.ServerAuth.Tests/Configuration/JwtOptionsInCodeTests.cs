using System.Diagnostics;
using System.Text.Json;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public class JwtOptionsInCodeTests
{
    private static readonly Dictionary<string, (string Key, string Rule, Action<AdobeServerAuthOptions> Break)> Broken = new()
    {
        ["no organization"] = ("OrganizationId", "is missing", o => o.OrganizationId = null),
        ["no technical account"] = ("Jwt.TechnicalAccountId", "is missing", o => o.Jwt.TechnicalAccountId = null),
        ["null for metascopes"] = ("Jwt.MetaScopes", "is missing", o => o.Jwt.MetaScopes = null!),
        ["a null among the metascopes"] = ("Jwt.MetaScopes", "is missing", o => o.Jwt.MetaScopes = [null!]),
        ["a metascope of another host"] = ("Jwt.MetaScopes", "names a host", o => o.Jwt.MetaScopes = ["ent_a", "https://ims.example/s/ent_a"]),
        ["a metascope of the host that was asked before"] = ("Jwt.MetaScopes", "names a host", o => (o.ImsEndpoint, o.Jwt.MetaScopes) = (new Uri("https://ims.example"), ["https://ims-na1.adobelogin.com/s/ent_a"])),
        ["a metascope with a blank"] = ("Jwt.MetaScopes", "must be names", o => o.Jwt.MetaScopes = ["ent a"]),
        ["no key"] = ("Jwt.PrivateKey", "is missing", o => o.Jwt.PrivateKey = null),
        ["an endless lifetime"] = ("Jwt.AssertionLifetime", "1 to 10 minutes", o => o.Jwt.AssertionLifetime = TimeSpan.MaxValue),
        ["a negative lifetime"] = ("Jwt.AssertionLifetime", "1 to 10 minutes", o => o.Jwt.AssertionLifetime = Timeout.InfiniteTimeSpan),
        ["the endpoint of the other flow"] = ("TokenEndpoint", "must be the JWT exchange", o => o.TokenEndpoint = new Uri("https://ims-na1.adobelogin.com/ims/token/v3")),
        ["a relative token endpoint"] = ("TokenEndpoint", "https://", o => o.TokenEndpoint = new Uri("/ims/exchange/jwt", UriKind.Relative)),
        ["a relative address of IMS"] = ("ImsEndpoint", "https://", o => o.ImsEndpoint = new Uri(Section.Mark, UriKind.Relative)),
        ["no client id"] = ("ClientId", "Service Account (JWT)", o => o.ClientId = null),
        ["an empty new group"] = ("Jwt.TechnicalAccountId", "is missing", o => o.Jwt = new JwtOptions { MetaScopes = ["ent_a"], PrivateKey = Make.PrivateKey }),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_broken_option_gets_one_line_with_the_name_of_its_property_and_never_its_value(string name)
    {
        var (key, rule, @break) = Broken[name];

        var failures = Failures(@break);

        var line = Assert.Single(failures);
        Assert.StartsWith($"AdobeServerAuthOptions.{key} ", line, StringComparison.Ordinal);
        Assert.Contains(rule, line, StringComparison.Ordinal);
        Leaks.AssertNone(Section.Mark, line);
    }

    [Fact]
    public void All_broken_options_are_named_at_once() => Assert.Equal(
        ["ClientId", "ClientSecret", "Jwt.AssertionLifetime", "Jwt.MetaScopes", "Jwt.PrivateKey", "Jwt.TechnicalAccountId", "OrganizationId", "TokenEndpoint"],
        Failures(options =>
        {
            (options.ClientId, options.ClientSecret, options.OrganizationId) = (null, null, null);
            options.TokenEndpoint = new Uri("https://ims-na1.adobelogin.com/ims/token/v3");
            options.Jwt = new JwtOptions { AssertionLifetime = TimeSpan.Zero };
        }).Select(line => line.Split(' ')[0].Replace("AdobeServerAuthOptions.", "", StringComparison.Ordinal)).Order());

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("mailto:a@b.example")]
    [InlineData("urn:adobe:ims")]
    [InlineData("file:///etc/ims")]
    [InlineData("ftp://ims.example")]
    [InlineData("data:,x")]
    public void An_address_of_IMS_with_a_scheme_of_its_own_is_told_and_nothing_is_thrown(string address)
    {
        var line = Assert.Single(Failures(options => options.ImsEndpoint = new Uri(address)));

        Assert.StartsWith("AdobeServerAuthOptions.ImsEndpoint must begin with https://", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("mailto:a@b.example")]
    [InlineData("urn:adobe:ims")]
    public void A_token_endpoint_with_a_scheme_of_its_own_is_told_and_nothing_is_thrown(string address)
    {
        var line = Assert.Single(Failures(options => options.TokenEndpoint = new Uri(address)));

        Assert.StartsWith("AdobeServerAuthOptions.TokenEndpoint must begin with https://", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:01:00")]
    [InlineData("00:10:00")]
    public void The_limits_of_the_lifetime_are_valid(string lifetime) =>
        Assert.Empty(Failures(options => options.Jwt.AssertionLifetime = TimeSpan.Parse(lifetime, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_named_credential_is_named_in_every_line() => Assert.EndsWith(
        "(credential 'reporting')",
        Assert.Single(new CredentialOptionsValidator().Validate("reporting", Make.JwtOptions(options => options.Jwt.PrivateKey = "x")).Failures!),
        StringComparison.Ordinal);

    [Fact]
    public void Options_do_not_show_their_key_as_text_as_json_or_in_the_debugger()
    {
        var options = Make.JwtOptions();
        var hidden = typeof(JwtOptions).GetProperty(nameof(JwtOptions.PrivateKey))!.GetCustomAttributes(typeof(DebuggerBrowsableAttribute), false);
        using var settings = CredentialSettings.From(null, options);

        string?[] texts =
        [
            options.ToString(), options.Jwt.ToString(), JsonSerializer.Serialize(options), JsonSerializer.Serialize(options.Jwt),
            settings.ToString(), settings.Identity.ToString(), settings.ServiceAccount!.ToString(), settings.ServiceAccount.Signer.ToString(),
        ];

        Leaks.AssertNone(Make.Secret, texts);
        Leaks.AssertNone(string.Concat(Make.PrivateKey.Split('\n')[1..^1]), texts);
        Assert.All(texts, text => Assert.DoesNotContain("BEGIN", text, StringComparison.Ordinal));
        Assert.Equal(DebuggerBrowsableState.Never, Assert.IsType<DebuggerBrowsableAttribute>(Assert.Single(hidden)).State);
        Assert.All(
            typeof(JwtOptions).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(DebuggerDisplayAttribute), false)).Cast<DebuggerDisplayAttribute>(),
            display => Assert.DoesNotMatch("Secret|Private|Key|Value|Assertion", display.Value));
    }

    private static IEnumerable<string> Failures(Action<AdobeServerAuthOptions> @break) =>
        new CredentialOptionsValidator().Validate(Options.DefaultName, Make.JwtOptions(@break)).Failures ?? [];
}
