using System.Globalization;

namespace Adobe.ServerAuth.Tests.House;

// The tables of options tell what the code does, no more and no less.
public sealed class ConfigurationPageTests
{
    private static readonly MarkdownFile Page = MarkdownFile.Load("docs/configuration.md");

    public static TheoryData<string, string, string> Planted => new()
    {
        { "| `ClockSkew` | duration |", "| `ClokSkew` | duration |", "Cache:ClokSkew is no option" },
        { "| `ClockSkew` | duration |", "| `ClokSkew` | duration |", "Cache:ClockSkew has no row" },
        { "| `MaxRetries` | whole number |", "| `MaxRetries` | duration |", "the type of TokenRequest:MaxRetries should be whole number" },
        { "| `Scopes` | text or array |", "| `Scopes` | array |", "the type of Scopes should be text or array" },
        { "| `PrivateKey` | text or array |", "| `PrivateKey` | text |", "AdobeServerAuth__Jwt__PrivateKey__0 should set Jwt:PrivateKey" },
        { "| `ClientId` | text |", "| `ClientId` | text or array |", "AdobeServerAuth__ClientId__0 should set ClientId" },
        { "| `00:00:00.5` |", "| `00:00:05` |", "the default of TokenRequest:RetryDelay is `00:00:00.5`" },
        { "| `OrganizationId` | text | none; required in the JWT flow", "| `OrganizationId` | text | required", "the default of OrganizationId is another" },
        { "| `TechnicalAccountId` | text | required", "| `TechnicalAccountId` | text | none", "the default of Jwt:TechnicalAccountId is another" },
        { "| `https://ims-na1.adobelogin.com` |", "| `https://ims-na2.adobelogin.com` |", "the default of ImsEndpoint is another" },
        { "| 0 to 10 |", "| 0 to 11 |", "TokenRequest:MaxRetries does not take 11, which is in the range" },
        { "| 0 to 10 |", "| 1 to 9 |", "TokenRequest:MaxRetries takes 0, which is beyond the range" },
        { "| 0 to 10 |", "| a few |", "the rule of TokenRequest:MaxRetries does not begin with a range" },
        { "| 1 to 10 minutes:", "| 1 to 11 minutes:", "Jwt:AssertionLifetime does not take 00:11:00" },
        { "| more than zero, at most 1 minute;", "| more than zero, at most 5 minutes;", "TokenRequest:RetryDelay does not take 00:05:00" },
        { "| more than zero, at most 1 minute;", "| zero to 1 minute;", "TokenRequest:RetryDelay does not take 00:00:00, which is in the range" },
        { "`AdobeServerAuth__Cache__` and the key", "`AdobeServerAuth__Cash__` and the key", "Cash:ClockSkew is no option" },
    };

    [Fact]
    public void Every_key_of_a_credential_is_in_the_tables_with_its_type_default_range_and_environment_form() => Findings.None(Failures(Page));

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_row_that_is_not_true_is_found(string text, string planted, string failure)
    {
        Assert.Contains(text, Page.Text, StringComparison.Ordinal);

        var failures = Failures(new MarkdownFile(Page.Path, Page.Text.Replace(text, planted, StringComparison.Ordinal)));

        Assert.Contains(failures, found => found.Contains(failure, StringComparison.Ordinal));
    }

    [Fact]
    public void The_options_of_a_client_are_in_their_table() => Findings.None(FailuresOfClient("", ""));

    [Fact]
    public void The_default_hosts_are_listed_on_the_page() => Assert.Equal(
        new ApiRequestOptions().AllowedHosts,
        MarkdownFile.Load("docs/http-clients.md").Lines.SkipWhile(line => !line.StartsWith("`analytics.adobe.io`", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0)
            .SelectMany(line => line.Split('`').Where((_, i) => i % 2 == 1)));

    [Fact]
    public void The_options_of_a_warm_up_are_in_their_table() => Findings.None(FailuresOfWarmUp("", ""));

    [Fact]
    public void A_row_of_what_is_set_in_code_that_is_not_true_is_found()
    {
        Assert.Contains("the default of SendApiKey is `true`", Assert.Single(FailuresOfClient("| `SendApiKey` | `true` or `false` | `true` |", "| `SendApiKey` | `true` or `false` | `false` |")), StringComparison.Ordinal);
        Assert.Contains("PassThroughHosts has no row", Assert.Single(FailuresOfClient("| `PassThroughHosts` | array |", "| PassThroughHosts | array |")), StringComparison.Ordinal);
        Assert.Contains("Timeout does not take 00:06:00", FailuresOfWarmUp("more than zero, at most 5 minutes; how long", "more than zero, at most 6 minutes; how long").First(), StringComparison.Ordinal);
        Assert.Contains("the default of Timeout is `00:00:40`", Assert.Single(FailuresOfWarmUp("`00:00:40`", "`00:00:30`")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> FailuresOfClient(string text, string planted) => OptionPage.Failures(
        Planting("docs/http-clients.md", text, planted), [.. OptionProperty.Of(new ApiRequestOptions())], (_, _) => throw new NotSupportedException("No option of a client has a range."), isBound: false);

    private static IEnumerable<string> FailuresOfWarmUp(string text, string planted) => OptionPage.Failures(
        Planting("docs/health.md", text, planted),
        [.. OptionProperty.Of(new WarmUpOptions())],
        (_, value) => OptionVerdict.OnTimeoutOfWarmUp(TimeSpan.ParseExact(value, "c", CultureInfo.InvariantCulture)),
        isBound: false);

    private static MarkdownFile Planting(string path, string text, string planted)
    {
        var page = MarkdownFile.Load(path);
        Assert.Contains(text, page.Text, StringComparison.Ordinal);
        return text.Length == 0 ? page : new MarkdownFile(path, page.Text.Replace(text, planted, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Failures(MarkdownFile page) => OptionPage.Failures(page, OptionProperty.OfCredentials, OptionVerdict.OnKey, isBound: true);
}
