using Adobe.ServerAuth.Configuration;
using CsCheck;

namespace Adobe.ServerAuth.Tests.Configuration;

public class HostPatternTests
{
    private static readonly Gen<string> Label = Gen.String[Gen.Char["abz019-"], 0, 6];

    [Theory]
    [InlineData("firefly-epo*.adobe.io", "firefly-epo852211.adobe.io", true)]
    [InlineData("firefly-epo*.adobe.io", "FIREFLY-EPO1234-PROD.ADOBE.IO", true)]
    [InlineData("firefly-epo*.adobe.io", "firefly-epo.adobe.io", true)]
    [InlineData("firefly-epo*.adobe.io", "firefly-ep.adobe.io", false)]
    [InlineData("firefly-epo*.adobe.io", "firefly-epo1.evil.adobe.io", false)]
    [InlineData("firefly-epo*.adobe.io", "firefly-epo1.adobe.io.evil.com", false)]
    [InlineData("firefly-epo*.adobe.io", "firefly-epo1.evil-adobe.io", false)]
    [InlineData("firefly-epo*.adobe.io", "evil-firefly-epo1.adobe.io", false)]
    [InlineData("a*a.adobe.io", "a.adobe.io", false)]
    [InlineData("a*a.adobe.io", "aa.adobe.io", true)]
    [InlineData("*-stage.adobe.io", "image-stage.adobe.io", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    public void A_pattern_matches_hosts(string pattern, string host, bool matches)
    {
        Assert.True(HostPattern.TryParse(pattern, out var parsed));

        Assert.Equal(matches, parsed.MatchesHost(host));
    }

    [Fact]
    public void A_wildcard_within_a_label_stands_for_characters_of_that_label_and_nothing_else() =>
        Gen.Select(Label, Label, Label, Label).Sample((prefix, suffix, middle, other) =>
        {
            var pattern = $"{prefix}*{suffix}.example.com";
            if (prefix.Length + suffix.Length == 0 || !HostPattern.TryParse(pattern, out var parsed))
            {
                return;
            }

            Assert.True(parsed.MatchesHost($"{prefix}{middle}{suffix}.example.com"));
            Assert.False(parsed.MatchesHost($"{prefix}{middle}.{other}{suffix}.example.com"));
            Assert.False(parsed.MatchesHost($"{prefix}{middle}{suffix}.example.com.{other}"));
            Assert.False(parsed.MatchesHost($"{prefix}{middle}{suffix}{other}x.example.org"));
            Assert.Equal(other.StartsWith(prefix, StringComparison.Ordinal) && other.EndsWith(suffix, StringComparison.Ordinal) && other.Length >= prefix.Length + suffix.Length, parsed.MatchesHost($"{other}.example.com"));
        });

    // Hosts that run the code of Adobe's customers.
    [Theory]
    [InlineData("customer.adobe.io")]
    [InlineData("1234-app.adobeioruntime.net")]
    [InlineData("author-p1-e1.adobeaemcloud.com")]
    [InlineData("firefly-epo1.adobe.io")]
    public void No_default_host_reaches_code_of_customers(string host) =>
        Assert.DoesNotContain(new ApiRequestOptions().AllowedHosts, entry => HostPattern.TryParse(entry, out var pattern) && pattern.MatchesHost(host));
}
