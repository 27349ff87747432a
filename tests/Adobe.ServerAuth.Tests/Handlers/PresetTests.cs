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

    // The addresses of a whole job: the API, the status of the job, storage.
    [Fact]
    public Task A_job_of_Firefly_needs_one_line() => Sends(
        options => options.ForFirefly(),
        withToken: ["https://firefly-api.adobe.io/v3/images/generate-async", "https://firefly-epo852211.adobe.io/v3/status/1", "https://firefly-epo1234-prod.adobe.io/v3/status/1"],
        withoutToken: ["https://pre-signed-firefly-prod.s3-accelerate.amazonaws.com/images/1", "https://pre-signed-firefly-prod.s3.amazonaws.com/images/1"],
        blocked: ["https://customer.adobe.io/", "https://firefly-epo1.customer.adobe.io/", "https://pre-signed-firefly-prod2.s3.amazonaws.com/", "https://platform.adobe.io/"]);

    [Fact]
    public Task A_job_of_PDF_Services_needs_one_line() => Sends(
        options => options.ForPdfServices(),
        withToken: ["https://pdf-services.adobe.io/assets", "https://pdf-services-ue1.adobe.io/operation/compresspdf/1/status", "https://pdf-services-ew1.adobe.io/operation/compresspdf/1/status"],
        withoutToken: ["https://dcplatformstorageservice-prod-us-east-1.s3-accelerate.amazonaws.com/in", "https://dcplatformstorageservice-prod-eu-west-1.s3.amazonaws.com/in"],
        blocked: ["https://bucket.s3.amazonaws.com/", "https://platform.adobe.io/"]);

    private static async Task Sends(Func<ApiRequestOptions, ApiRequestOptions> preset, string[] withToken, string[] withoutToken, string[] blocked)
    {
        var options = new ApiRequestOptions();
        Assert.Same(options, preset(options));
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")), options: options);
        foreach (var address in withToken.Concat(withoutToken))
        {
            await fixture.GetAsync(address);
        }

        Assert.All(fixture.Transport.Seen.Take(withToken.Length), seen => Assert.Equal(["Authorization", "x-api-key"], seen.Headers.Keys.Order(StringComparer.Ordinal)));
        Assert.All(fixture.Transport.Seen.Skip(withToken.Length), seen => Assert.Empty(seen.Headers));
        foreach (var address in blocked)
        {
            await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync(address));
        }
    }
}
