using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

public class PresetTests
{
    public static TheoryData<string, Func<ApiRequestOptions, string[], ApiRequestOptions>, string[]> Presets => new()
    {
        { "AEM", (options, hosts) => options.ForAem(hosts), ["Authorization"] },
        { "AEM OpenAPI", (options, hosts) => options.ForAemOpenApi(hosts), ["Authorization", "x-api-key"] },
        { "Commerce", (options, hosts) => options.ForCommerce(hosts), ["Authorization"] },
        { "journal", (options, hosts) => options.ForEventsJournal(hosts), ["Authorization", "x-api-key", "x-ims-org-id"] },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task A_preset_sends_what_the_product_wants_to_the_hosts_that_are_named_and_to_no_other(
        string product, Func<ApiRequestOptions, string[], ApiRequestOptions> preset, string[] headers)
    {
        var options = new ApiRequestOptions();
        Assert.Same(options, preset(options, ["one.example.com", "*.more.example.com"]));
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")), options: options);

        await fixture.GetAsync("https://one.example.com/");
        await fixture.GetAsync("https://any.more.example.com/");

        Assert.All(fixture.Transport.Seen, seen => Assert.Equal(headers, seen.Headers.Keys.Order(StringComparer.Ordinal)));
        await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync());
        Assert.NotEmpty(product);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_without_a_host_is_refused(string product, Func<ApiRequestOptions, string[], ApiRequestOptions> preset, string[] headers)
    {
        var failure = Assert.Throws<ArgumentException>(() => preset(new ApiRequestOptions(), []));

        Assert.Contains("name at least one", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => preset(new ApiRequestOptions(), null!));
        Assert.NotEmpty(product + headers.Length);
    }
}
