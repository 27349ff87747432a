using System.Diagnostics;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public class OptionsInCodeTests
{
    private static readonly Dictionary<string, (string Key, string Rule, Action<AdobeServerAuthOptions> Break)> Broken = new()
    {
        ["an unknown flow"] = ("Flow", "must be OAuth", o => o.Flow = (ServerAuthFlow)77),
        ["no client id"] = ("ClientId", "is missing", o => o.ClientId = null),
        ["a client id with a line break"] = ("ClientId", "visible ASCII", o => o.ClientId = Section.Mark + "\n"),
        ["no secret"] = ("ClientSecret", "is missing", o => o.ClientSecret = null),
        ["a secret with a line break"] = ("ClientSecret", "line breaks", o => o.ClientSecret = Section.Mark + "\r\n"),
        ["null for scopes"] = ("Scopes", "is missing", o => o.Scopes = null!),
        ["a null among the scopes"] = ("Scopes", "is missing", o => o.Scopes = [null!]),
        ["scopes separated by blanks"] = ("Scopes", "by commas", o => o.Scopes = ["openid " + Section.Mark]),
        ["an organization without suffix"] = ("OrganizationId", "@AdobeOrg", o => o.OrganizationId = Section.Mark),
        ["a relative address of IMS"] = ("ImsEndpoint", "https://", o => o.ImsEndpoint = new Uri(Section.Mark, UriKind.Relative)),
        ["an address of IMS with its own scheme"] = ("ImsEndpoint", "https://", o => o.ImsEndpoint = new Uri("localhost:8080")),
        ["IMS on http"] = ("ImsEndpoint", "must use https", o => o.ImsEndpoint = new Uri($"http://{Section.Mark}.example.com")),
        ["IMS in a file"] = ("ImsEndpoint", "https://", o => o.ImsEndpoint = new Uri("file:///" + Section.Mark)),
        ["a relative token endpoint"] = ("TokenEndpoint", "https://", o => o.TokenEndpoint = new Uri("/ims/token/v3", UriKind.Relative)),
        ["a token endpoint with a query"] = ("TokenEndpoint", "query", o => o.TokenEndpoint = new Uri($"https://h.example/ims/token/v3?client_secret={Section.Mark}")),
        ["an endless refresh window"] = ("Cache.RefreshBeforeExpiry", "at most 1 day", o => o.Cache.RefreshBeforeExpiry = TimeSpan.MaxValue),
        ["a negative jitter"] = ("Cache.RefreshJitter", "zero or more", o => o.Cache.RefreshJitter = TimeSpan.FromTicks(-1)),
        ["a negative skew"] = ("Cache.ClockSkew", "zero or more", o => o.Cache.ClockSkew = TimeSpan.MinValue),
        ["no cool-down"] = ("Cache.TransientFailureCooldown", "more than zero", o => o.Cache.TransientFailureCooldown = TimeSpan.Zero),
        ["an endless cool-down"] = ("Cache.PermanentFailureCooldown", "at most 5 minutes", o => o.Cache.PermanentFailureCooldown = Timeout.InfiniteTimeSpan),
        ["a long rejection cool-down"] = ("Cache.RejectionCooldown", "at most 5 minutes", o => o.Cache.RejectionCooldown = TimeSpan.FromHours(1)),
        ["no time for an attempt"] = ("TokenRequest.AttemptTimeout", "more than zero", o => o.TokenRequest.AttemptTimeout = TimeSpan.Zero),
        ["no time limit"] = ("TokenRequest.TotalTimeout", "more than zero", o => o.TokenRequest.TotalTimeout = Timeout.InfiniteTimeSpan),
        ["a negative number of retries"] = ("TokenRequest.MaxRetries", "0 to 10", o => o.TokenRequest.MaxRetries = -1),
        ["no pause"] = ("TokenRequest.RetryDelay", "more than zero", o => o.TokenRequest.RetryDelay = TimeSpan.Zero),
        ["no bytes"] = ("TokenRequest.MaxResponseBytes", "4096", o => o.TokenRequest.MaxResponseBytes = 0),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_broken_option_gets_one_line_with_the_name_of_its_property_and_never_its_value(string name)
    {
        var (key, rule, @break) = Broken[name];

        var refusal = Section.RefusalOf(options =>
        {
            Fill(options);
            @break(options);
        });

        var line = Assert.Single(refusal.Failures);
        Assert.StartsWith($"AdobeServerAuthOptions.{key} ", line, StringComparison.Ordinal);
        Assert.Contains(rule, line, StringComparison.Ordinal);
        Assert.Contains("onsole", line, StringComparison.Ordinal);
        Section.AssertShowsNoValue(refusal);
    }

    [Fact]
    public void All_broken_options_are_named_at_once()
    {
        var refusal = Section.RefusalOf(options =>
        {
            Fill(options);
            foreach (var (_, (_, _, @break)) in Broken)
            {
                @break(options);
            }
        });

        Assert.Equal(
            Broken.Values.Select(broken => "AdobeServerAuthOptions." + broken.Key).Distinct().Order(),
            refusal.Failures.Select(line => line.Split(' ')[0]).Order());
    }

    [Fact]
    public async Task A_host_does_not_start_with_options_that_a_delegate_with_services_got_wrong()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdobeServerAuth((options, services) => options.ClientId = services.GetRequiredService<IHostEnvironment>().ApplicationName + "\n");
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(3, refusal.Failures.Count());
    }

    [Fact]
    public void Every_maker_of_providers_refuses_invalid_options_with_the_same_lines()
    {
        var options = new AdobeServerAuthOptions { OrganizationId = Section.Mark };
        using var ims = new HttpMessageInvoker(new StubHandler(_ => throw new InvalidOperationException()));
        var logger = new RecordingLogger();

        var refusals = new Action[]
        {
            () => _ = new ClientCredentialsTokenProvider(ims, options),
            () => _ = new ClientCredentialsTokenProvider(ims, options, TimeProvider.System, logger),
            () => TokenProvider.Create(options),
            () => TokenProvider.Create(options, new StubHandler(_ => throw new InvalidOperationException())),
            () => TokenProvider.Create(options, new StubHandler(_ => throw new InvalidOperationException()), TimeProvider.System, logger),
        }.Select(Assert.ThrowsAny<OptionsValidationException>).ToArray();

        Assert.All(refusals, refusal => Assert.Equal(4, refusal.Failures.Count()));
        Assert.All(refusals, Section.AssertShowsNoValue);
    }

    [Fact]
    public void The_groups_of_options_can_be_replaced_but_not_by_null()
    {
        var cache = new TokenCacheOptions();
        var tokenRequest = new TokenRequestOptions();
        var options = new AdobeServerAuthOptions { Cache = cache, TokenRequest = tokenRequest };

        Assert.Same(cache, options.Cache);
        Assert.Same(tokenRequest, options.TokenRequest);
        Assert.Throws<ArgumentNullException>(() => options.Cache = null!);
        Assert.Throws<ArgumentNullException>(() => options.TokenRequest = null!);
    }

    [Fact]
    public void Options_do_not_show_their_secret_as_text_as_json_or_in_the_debugger()
    {
        var options = Make.Options();
        var debuggerText = Assert.Single(typeof(AdobeServerAuthOptions).GetCustomAttributes(typeof(DebuggerDisplayAttribute), false).Cast<DebuggerDisplayAttribute>());
        var hidden = typeof(AdobeServerAuthOptions).GetProperty(nameof(options.ClientSecret))!.GetCustomAttributes(typeof(DebuggerBrowsableAttribute), false);

        Leaks.AssertNone(Make.Secret, options.ToString(), JsonSerializer.Serialize(options));
        Assert.DoesNotContain("Secret", debuggerText.Value, StringComparison.Ordinal);
        Assert.Equal(DebuggerBrowsableState.Never, Assert.IsType<DebuggerBrowsableAttribute>(Assert.Single(hidden)).State);
    }

    private static void Fill(AdobeServerAuthOptions options) =>
        (options.ClientId, options.ClientSecret, options.Scopes) = (Make.ClientId, Make.Secret, ["openid"]);
}
