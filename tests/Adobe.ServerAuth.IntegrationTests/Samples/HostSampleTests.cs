namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The samples of docs/recipes that show a host, each in a process of its own.</summary>
public class HostSampleTests
{
    private const string ClientId = "4f6c1d2e8b9a47035c61de90ab7f8e23";

    public static TheoryData<string> Hosts { get; } = ["WebApi", "Worker", "ConsoleTool", "Serverless", "CorporateProxy", "KubernetesSecrets"];

    [Fact]
    public async Task A_web_service_shares_the_token_of_a_caller_who_left_and_tells_failures_without_a_word_of_Adobe()
    {
        var output = await RunAsync("WebApi");

        var told = output.Split('\n').Where(line => line.StartsWith("GET /", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            ["/assets: 200", "/assets: 200", "/assets: 503, Retry-After: 45", "/assets: 502", "/ready: 200", "/health: 503", "/assets: 200", "/health: 200"],
            told.Select(line => line["GET ".Length..].Split([" {", " Healthy", " Unhealthy"], StringSplitOptions.None)[0]));
        Assert.Contains("token requests before it: 1", output, StringComparison.Ordinal);
        Assert.Contains("token requests after it: 1", output, StringComparison.Ordinal);
        Assert.Contains("first caller: gone", output, StringComparison.Ordinal);
        Assert.Contains("token requests for both: 1", output, StringComparison.Ordinal);
        Assert.All(
            told.Where(line => line.Contains("50", StringComparison.Ordinal) && line.Contains('{', StringComparison.Ordinal)),
            line => Assert.DoesNotContain("IMS", line, StringComparison.Ordinal));
        Assert.Contains("(unknown-client, x-debug-id: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_tries_an_item_again_and_brings_the_one_in_hand_to_its_end()
    {
        // Between two items IMS begins to fail, and after the third the worker is stopped: a busy machine may take its time for that.
        var output = await RunAsync("Worker", ("Worker__Interval", "00:00:06"));

        Assert.Equal(
            ["Item 1: 200", "Item 2: not sent", "Item 2: 200", "Item 3: 200"],
            output.Split('\n').Where(line => line.Contains("Item ", StringComparison.Ordinal)).Select(line => line[line.IndexOf("Item ", StringComparison.Ordinal)..].Split(',')[0].Trim()));
        Assert.Contains("A stop is asked for.", output, StringComparison.Ordinal);
        Assert.Contains("Token requests: 200, 503, 200", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_was_frozen_is_healed_by_one_refusal_also_in_the_middle_of_a_renewal()
    {
        var output = await RunAsync("Serverless");

        Assert.Contains("first event, with its token:", output, StringComparison.Ordinal);
        Assert.Contains("another 23:5", output, StringComparison.Ordinal);
        Assert.Contains("\nevent: 200; the API answered 401, then 200; token requests: 1; ", output, StringComparison.Ordinal);
        Assert.Contains("\nnext event: 200; the API answered 200; token requests: 0; ", output, StringComparison.Ordinal);
        var halfWay = output[output.IndexOf("an hour later", StringComparison.Ordinal)..];
        Assert.Contains("(timed-out", halfWay, StringComparison.Ordinal);
        Assert.Contains("event: 200; the API answered 401, then 200; token requests: 1; ", halfWay, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_inspects_TLS_is_passed_with_its_credentials_and_its_root_and_certificates_are_checked_all_the_same()
    {
        var output = await RunAsync("CorporateProxy");

        Assert.Equal(
            [
                "proxy-wants-credentials", "CONNECT ims-na1.adobelogin.com:443: 407",
                "proxy-wants-credentials", "CONNECT ims-na1.adobelogin.com:443: 407", "CONNECT ims-na1.adobelogin.com:443: 407",
                "tls", "CONNECT ims-na1.adobelogin.com:443: 407", "CONNECT ims-na1.adobelogin.com:443: 200",
                "https", "CONNECT ims-na1.adobelogin.com:443: 407", "CONNECT ims-na1.adobelogin.com:443: 200", "CONNECT firefly-api.adobe.io:443: 407", "CONNECT firefly-api.adobe.io:443: 200",
                "tls", "CONNECT ims-na1.adobelogin.com:443: 407", "CONNECT ims-na1.adobelogin.com:443: 200",
            ],
            output.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal))
                .Select(line => line.StartsWith("  the proxy: ", StringComparison.Ordinal) ? line["  the proxy: ".Length..].TrimEnd() : line.Split(':')[0]));
        Assert.Contains("https://firefly-api.adobe.io/: 200", output, StringComparison.Ordinal);
        Assert.Contains("RemoteCertificateNameMismatch", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CorporateProxy__Address", "http://somebody:geheim@proxy.example.com:8080", "CorporateProxy:Address must be")]
    [InlineData("CorporateProxy__Address", "proxy.example.com:8080", "CorporateProxy:Address must be")]
    [InlineData("CorporateProxy__RootCertificates", "/no/such/geheim.pem", "CorporateProxy:RootCertificates is a file that can not be read")]
    public async Task A_way_out_that_can_not_be_used_is_told_by_its_key(string key, string value, string told)
    {
        var (exitCode, output) = await SampleProcess.RunAsync("CorporateProxy", ("AdobeServerAuth__ClientId", ClientId), ("CorporateProxy__Api", "https://firefly-api.adobe.io"), (key, value));

        Assert.Equal(1, exitCode);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_uses_the_secret_that_is_mounted_over_the_old_one_and_its_probes_leave_the_credential_alone()
    {
        var output = await RunAsync("KubernetesSecrets");

        Assert.Equal(
            [
                "/call: 502", "/live: 200", "/ready: 200", "/health: 503",
                "/live: 200", "/ready: 200", "/health: 503",
                "/call: 200", "/health: 200",
                "/call: 200", "/health: 200",
            ],
            output.Split('\n').Where(line => line.StartsWith("GET /", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split(' ')[1..3])));
        Assert.Contains("\ntoken requests: 200", output, StringComparison.Ordinal);
        Assert.DoesNotContain("mistyped-by", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Everyone on this machine", output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Hosts))]
    public async Task Half_a_configuration_is_refused_with_a_list_and_nothing_is_started(string sample)
    {
        var (exitCode, output) = await RunWithAsync(sample, "ClientId", ClientId);

        Assert.True(exitCode == 1, output);
        Assert.StartsWith("The configuration is not complete:", output, StringComparison.Ordinal);
        Assert.Contains("- AdobeServerAuth:ClientSecret is missing.", output, StringComparison.Ordinal);
        Assert.Contains("- AdobeServerAuth:Scopes is missing", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Hosts))]
    public async Task A_configuration_that_lost_its_client_id_is_refused_and_no_emulator_takes_its_place(string sample)
    {
        var (exitCode, output) = await RunWithAsync(sample, "Scopes", "openid");

        Assert.True(exitCode == 1, output);
        Assert.Contains("- AdobeServerAuth:ClientId is missing.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("emulator", output, StringComparison.Ordinal);
    }

    // With one key of the credential alone.
    private static Task<(int ExitCode, string Output)> RunWithAsync(string sample, string key, string value) =>
        SampleProcess.RunAsync(sample, ($"AdobeServerAuth__{key}", value), ($"{sample}__Api", "https://firefly-api.adobe.io"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));

    private static async Task<string> RunAsync(string sample, params (string Key, string Value)[] environment)
    {
        var (exitCode, output) = await SampleProcess.RunAsync(sample, environment);
        Assert.True(exitCode == 0, output);
        Assert.Contains("No credential is configured, so Adobe is an emulator in this process", output, StringComparison.Ordinal);
        AssertNoSecret(output);
        return output;
    }

    // The emulator's secrets begin as Adobe's do, and tokens as all JSON Web Tokens.
    private static void AssertNoSecret(string output)
    {
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }
}
