using System.Text.Json;
using System.Text.RegularExpressions;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The recipes, each in a process of its own. Their emulated product prints each request, with the names of the headers it had.</summary>
public partial class ProductSampleTests
{
    public static TheoryData<string> Products { get; } = ["FireflyServices", "PdfServices", "ExperiencePlatform", "Analytics", "AemCloudService"];

    [Fact]
    public async Task Firefly_is_asked_where_it_says_and_its_storage_without_the_token()
    {
        var output = await RunAsync("FireflyServices");

        Assert.Equal(
            [
                "POST https://firefly-api.adobe.io/v3/images/generate-async: 202, Authorization, x-api-key",
                "GET https://firefly-epo852211.adobe.io/v3/status/urn:ff:jobs:emulated:1: 200, Authorization, x-api-key",
                "GET https://firefly-epo852211.adobe.io/v3/status/urn:ff:jobs:emulated:1: 200, Authorization, x-api-key",
                "GET https://pre-signed-firefly-prod.s3-accelerate.amazonaws.com/images/1: 200, no credential",
            ],
            Requests(output));
        Assert.Contains("image: 2048 bytes", output, StringComparison.Ordinal);
        Assert.Contains("token requests: /ims/token/v3 200", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer.adobe.io")]
    [InlineData("firefly-ep1.adobe.io")]
    [InlineData("evil-firefly-api.adobe.io")]
    [InlineData("firefly-epo1.adobe.io.example.com")]
    public async Task A_status_on_a_host_that_is_not_Fireflys_is_not_asked_for(string host)
    {
        var (exitCode, output) = await SampleProcess.RunAsync("FireflyServices", ["--EmulatedStatusHost", host]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"A request to {host} was not sent", output, StringComparison.Ordinal);
        Assert.Single(Requests(output));
    }

    [Fact]
    public async Task A_file_goes_to_and_from_the_storage_of_PDF_Services_without_the_token()
    {
        var output = await RunAsync("PdfServices");

        const string Storage = "https://dcplatformstorageservice-prod-us-east-1.s3-accelerate.amazonaws.com";
        Assert.Equal(
            [
                "POST https://pdf-services.adobe.io/assets: 200, Authorization, x-api-key",
                $"PUT {Storage}/in: 200, no credential",
                "POST https://pdf-services.adobe.io/operation/compresspdf: 201, Authorization, x-api-key",
                "GET https://pdf-services-ue1.adobe.io/operation/compresspdf/1/status: 200, Authorization, x-api-key",
                "GET https://pdf-services-ue1.adobe.io/operation/compresspdf/1/status: 200, Authorization, x-api-key",
                $"GET {Storage}/out: 200, no credential",
            ],
            Requests(output));
        Assert.Contains("token requests: /token 200", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PdfServices", "https://pdf-services-ue1.adobe.io/operation/compresspdf/1/status")]
    [InlineData("FireflyServices", "https://firefly-epo852211.adobe.io/v3/status/urn:ff:jobs:emulated:1")]
    public async Task A_job_that_was_started_can_be_waited_for_by_another_run(string product, string status)
    {
        Assert.Contains($"started; to wait for it again: --{product}:Status {status}", await RunAsync(product), StringComparison.Ordinal);

        var (exitCode, output) = await SampleProcess.RunAsync(product, [$"--{product}:Status", status]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(2, Requests(output).Count(request => request == $"GET {status}: 200, Authorization, x-api-key"));
        Assert.DoesNotContain("POST ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PdfServices", "no-such-folder/out.pdf")]
    [InlineData("PdfServices", ".")]
    [InlineData("FireflyServices", "no-such-folder/out.jpg")]
    public async Task A_file_that_can_not_be_written_is_told_before_anything_is_started(string product, string path)
    {
        var output = Path.Combine(AppContext.BaseDirectory, path);

        var (exitCode, told) = await SampleProcess.RunAsync(product, ["--Output", output]);

        Assert.True(exitCode == 1, told);
        Assert.Contains(output, told, StringComparison.Ordinal);
        Assert.Empty(Requests(told));
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PdfServices", "PdfServices:Api", "pdf-services-ew1.adobe.io")]
    [InlineData("PdfServices", "PdfServices:Api", "pdf-services-ew1.adobe.io:443")]
    [InlineData("PdfServices", "PdfServices:Status", "pdf-services-ue1.adobe.io/operation/compresspdf/1/status")]
    [InlineData("FireflyServices", "FireflyServices:Status", "urn:ff:jobs:emulated:1")]
    public async Task An_address_that_is_none_is_told_by_its_key(string product, string key, string value)
    {
        var (exitCode, output) = await SampleProcess.RunAsync(product, [$"--{key}", value]);

        Assert.True(exitCode == 1, output);
        Assert.StartsWith($"{key} is no address of ", output.Trim().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Empty(Requests(output));
    }

    [Fact]
    public async Task A_program_that_waits_for_an_operation_ends_when_it_is_told_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It has no SIGTERM.");

        using var sample = RunningSample.Start("PdfServices", ["--EmulatedPolls", "1000000"]);
        await sample.WaitForAsync("/status: 200");
        sample.Signal("TERM");

        var (exitCode, output) = await sample.EndAsync(TimeSpan.FromSeconds(20));

        Assert.True(exitCode == 130, output);
        Assert.EndsWith("Stopped.", output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("compressed:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Experience_Platform_gets_the_organization_and_the_sandbox_of_client_or_request()
    {
        var output = await RunAsync("ExperiencePlatform");

        const string Datasets = "GET https://platform.adobe.io/data/foundation/catalog/dataSets: 200, Authorization, x-api-key, x-gw-ims-org-id, x-sandbox-name: ";
        Assert.Equal([Datasets + "prod", Datasets + "dev"], Requests(output));
        Assert.Contains("the client's sandbox: Loyalty members (", output, StringComparison.Ordinal);
        Assert.Contains("sandbox dev: Loyalty members (test) (", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analytics_gets_the_company_and_never_more_requests_than_it_takes()
    {
        var output = await RunAsync("Analytics");

        var requests = Requests(output);
        Assert.Equal("GET https://analytics.adobe.io/discovery/me: 200, Authorization, x-api-key", requests[0]);
        Assert.Equal(15, requests.Count(request =>
            request == "GET https://analytics.adobe.io/api/testco0/reportsuites/collections/suites: 200, Authorization, x-api-key, x-proxy-global-company-id: testco0"));
        Assert.Equal(16, requests.Length);
        Assert.Contains("pages: 14", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_of_AEMs_APIs_gets_its_own_credential_and_headers()
    {
        var output = await RunAsync("AemCloudService");

        Assert.Equal(
            [
                "GET https://author-p1-e1.adobeaemcloud.com/adobe/sites/cf/fragments: 200, Authorization, x-api-key",
                "GET https://author-p1-e1.adobeaemcloud.com/graphql/execute.json/site/articles: 200, Authorization",
            ],
            Requests(output));
        Assert.Contains("token requests: /ims/token/v3 200, /ims/exchange/jwt 200", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_configuration_of_its_own_the_sample_of_AEM_talks_to_the_instance_that_is_configured()
    {
        await using var adobe = await ImsEmulator.StartAsync(new ImsEmulatorOptions { RequireApiKey = false }, TestContext.Current.CancellationToken);
        var account = adobe.AddCredential();
        var settings = adobe.Configuration.Concat(adobe.ConfigurationOf("service-credentials", account, account.AddKeyPair()));

        var (_, output) = await SampleProcess.RunAsync("AemCloudService", [.. Environment(settings), ("Author", adobe.ApiEndpoint.AbsoluteUri)]);

        Assert.Equal(
            [("/adobe/sites/cf/fragments?path=%2Fcontent%2Fdam&limit=50", adobe.Credential.ClientId, true), ("/graphql/execute.json/site/articles", account.ClientId, false)],
            adobe.ApiRequests.Select(request => (request.PathAndQuery, request.BearerClientId!, request.Headers.ContainsKey("x-api-key"))));
        Assert.All(adobe.Credential.ClientSecrets.Concat(account.ClientSecrets), secret => Leaks.AssertNone(secret, output));
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PDF_Services_own_token_endpoint_is_asked_with_the_file_that_it_hands_out()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var wrong = WrongSecret();
        var folder = Directory.CreateTempSubdirectory("adobe-server-auth-");
        var path = Path.Combine(folder.FullName, "pdfservices-api-credentials.json");
        await File.WriteAllTextAsync(
            path,
            JsonSerializer.Serialize(new { client_credentials = new { client_id = adobe.Credential.ClientId, client_secret = wrong } }),
            TestContext.Current.CancellationToken);

        // With the right secret it would go on, to Adobe itself.
        var (exitCode, output) = await SampleProcess.RunAsync(
            "PdfServices",
            ["--AdobeServerAuth:CredentialFile", path, "--AdobeServerAuth:TokenEndpoint", new Uri(adobe.ImsEndpoint, "/token").AbsoluteUri]);
        folder.Delete(recursive: true);

        Assert.Equal(1, exitCode);
        var request = Assert.Single(adobe.TokenRequests);
        Assert.Equal(("/token", adobe.Credential.ClientId, null), (request.Path, request.ClientId, request.GrantType));
        Assert.Empty(request.Scopes);
        Leaks.AssertNone(wrong, output);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Half_a_configuration_is_refused_with_a_list_and_nothing_else(string product)
    {
        var (exitCode, output) = await SampleProcess.RunAsync(product, ("AdobeServerAuth__ClientId", "4f6c1d2e8b9a47035c61de90ab7f8e23"), ("Author", "https://author-p1-e1.adobeaemcloud.com"));

        Assert.Equal(1, exitCode);
        Assert.Collection(
            output.Trim().Split('\n'),
            line => Assert.Equal("The configuration is not complete:", line.Trim()),
            line => Assert.StartsWith("- AdobeServerAuth:ClientSecret is missing.", line, StringComparison.Ordinal),
            line => Assert.StartsWith("- AdobeServerAuth:Scopes is missing", line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_wrong_secret_is_told_in_plain_words_and_shown_nowhere(string product)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var wrong = WrongSecret();

        var (exitCode, output) = await SampleProcess.RunAsync(
            product,
            [.. Environment(adobe.Configuration), ("AdobeServerAuth__ClientSecret", wrong), ("Author", "https://author-p1-e1.adobeaemcloud.com")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("The client secret is wrong", output, StringComparison.Ordinal);
        Assert.Equal(1, adobe.TokenRequestCount);
        Leaks.AssertNone(wrong, output);
    }

    private static async Task<string> RunAsync(string product)
    {
        var (exitCode, output) = await SampleProcess.RunAsync(product);
        Assert.True(exitCode == 0, output);
        Assert.StartsWith("No credential is configured, so Adobe is an emulator in this process", output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Signature", output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", output, StringComparison.Ordinal);
        return output;
    }

    private static string[] Requests(string output) => [.. Request().Matches(output).Select(match => match.Groups[1].Value.Trim())];

    private static (string Key, string Value)[] Environment(IEnumerable<KeyValuePair<string, string?>> settings) =>
        [.. settings.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!))];

    private static string WrongSecret() => "p8e-" + Guid.NewGuid().ToString("N");

    [GeneratedRegex(@"^  ((?:GET|PUT|POST) https://.+)$", RegexOptions.Multiline)]
    private static partial Regex Request();
}
