using Adobe.ServerAuth.Handlers;
using CsCheck;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>That a host was approved once changes no judgment of another address.</summary>
public class ApprovedOriginTests
{
    private static readonly string[] Bases =
    [
        "https://platform.adobe.io/data", "https://platform.adobe.io", "https://PLATFORM.adobe.io/", "https://x.example.com/a/b?c#d", "https://storage.example.com/file",
        "https://api.example.org:8443/", "https://user:pw@platform.adobe.io/", "https://[::1]/", "http://localhost/", "https://localhost:80/", "https://b\u00FCcher.example.com/", "https://127.0.0.1/",
    ];

    private static readonly string[] Pieces =
    [
        "", ".", "/", "\\", "@", ":", "?", "#", "%", "%2e", "%2f", "\t", "\n", " ", "..", "//", "evil.com", ".evil.com", "@evil.com", ":443", ":8443", "https://", "http://", "platform.adobe.io",
        "localhost", "[", "]", "\u0430", "\u3002", "\uFF0F", "\u200D", "\u200B", "\u00DF", "a", "A", "0", "-", "\0",
    ];

    private static readonly ApiRequestOptions Options = new()
    {
        AllowedHosts = ["platform.adobe.io", "*.example.com", "api.example.org:8443", "[::1]", "localhost", "127.0.0.1"],
        PassThroughHosts = ["storage.example.com", "pass.example.com:443"],
    };

    // Where in hundredths, how many characters are cut out, and what is put there.
    private static readonly Gen<string> Mutated = Gen.Select(Gen.OneOf(Bases), Gen.Select(Gen.Int[0, 100], Gen.OneOf(0, 0, 1, 2), Gen.OneOf(Pieces)).Array[0, 4], (text, mutations) =>
    {
        foreach (var (place, length, piece) in mutations)
        {
            var at = place * text.Length / 100;
            text = text[..at] + piece + text[Math.Min(at + length, text.Length)..];
        }

        return text;
    });

    [Fact]
    public void A_fresh_judgment_and_a_later_one_agree_about_every_address()
    {
        var warm = new HostRules(Options);
        var judged = 0;
        Gen.Select(Mutated, Gen.OneOf(Bases), Gen.Bool, Gen.Bool).Sample((text, origin, isRelative, isRaw) =>
        {
            if (Address(text, origin, isRelative, isRaw) is not { } address)
            {
                return;
            }

            Interlocked.Increment(ref judged);
            var fresh = new HostRules(Options);
            var first = fresh.Judge(address);
            Assert.Equal(first, fresh.Judge(address));
            Assert.Equal(first, warm.Judge(address));
            Assert.Equal(first, Warmed().Judge(address));
            Assert.True(first.TakesToken || !Warmed().HasApproved(address), "It was approved without being one that takes the token.");
        }, iter: 20_000);

        Assert.True(judged > 5000, $"Only {judged} of the addresses could be read.");
    }

    [Theory]
    [InlineData("https://platform.adobe.io/data", true)]
    [InlineData("https://platform.adobe.io/", true)]
    [InlineData("https://x.example.com/", true)]
    [InlineData("https://platform.adobe.io", false)]
    [InlineData("https://Platform.adobe.io/", false)]
    [InlineData("https://user@platform.adobe.io/", false)]
    [InlineData("https://api.example.org:8443/", true)]
    [InlineData("https://api.example.org:08443/", false)]
    [InlineData("https://storage.example.com/", false)]
    [InlineData("http://localhost/", true)]
    [InlineData("https://localhost/", true)]
    [InlineData("https://platform.adobe.io:443/", false)]
    public void What_is_spelt_plainly_is_known_the_second_time(string text, bool isKnown)
    {
        var (rules, address) = (new HostRules(Options), new Uri(text));
        Assert.False(rules.HasApproved(address));

        rules.Judge(address);

        Assert.Equal(isKnown, rules.HasApproved(address));
        Assert.False(rules.HasApproved(null));
        Assert.False(rules.HasApproved(new Uri(address.PathAndQuery, UriKind.Relative)));
    }

    // Two requests at the same time may both find that a host is new.
    [Fact]
    public void One_that_is_approved_twice_takes_one_place()
    {
        var origins = new ApprovedOrigins();
        Uri[] hosts = [.. Enumerable.Range(0, 16).Select(i => new Uri($"https://h{i}.example.com/"))];

        Assert.All([hosts[0], hosts[0], hosts[0], .. hosts], origins.Add);

        Assert.All(hosts, host => Assert.True(origins.Has(host)));
    }

    [Fact]
    public void Of_many_hosts_a_few_are_known_and_all_are_judged_alike()
    {
        var rules = new HostRules(Options);
        Uri[] hosts = [.. Enumerable.Range(0, 100).Select(i => new Uri($"https://h{i}.example.com/"))];

        Assert.All([.. hosts, .. hosts], host => Assert.True(rules.Judge(host).TakesToken));
        Assert.Equal(16, hosts.Count(rules.HasApproved));
    }

    private static HostRules Warmed()
    {
        var rules = new HostRules(Options);
        foreach (var text in Bases)
        {
            rules.Judge(new Uri(text));
        }

        return rules;
    }

    private static Uri? Address(string text, string origin, bool isRelative, bool isRaw)
    {
        if (isRelative)
        {
            return Uri.TryCreate(text[(text.Length / 2)..], UriKind.RelativeOrAbsolute, out var tail) && Uri.TryCreate(new Uri(origin), tail, out var combined) ? combined : null;
        }

        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = isRaw };
        return Uri.TryCreate(text, options, out var address) ? address : null;
    }
}
