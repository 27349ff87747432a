namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>Runs the sample as a person would, in a process of its own.</summary>
public class QuickStartTests
{
    [Fact]
    public async Task With_nothing_configured_it_shows_the_main_job_against_the_emulator()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("QuickStart");

        Assert.True(exitCode == 0, output);
        Assert.Contains("answered 200       1000", output, StringComparison.Ordinal);
        Assert.Contains("the API answered   401, then 200", output, StringComparison.Ordinal);
        Assert.Contains("token requests     2 so far", output, StringComparison.Ordinal);
        Assert.Contains("The client secret is wrong", output, StringComparison.Ordinal);
        Assert.Contains("token requests     1 for 100 calls", output, StringComparison.Ordinal);
        Assert.Contains("A request to adobe.io.example.com was not sent", output, StringComparison.Ordinal);
        Assert.Contains("asked at           /ims/exchange/jwt", output, StringComparison.Ordinal);
        Assert.Contains("asked at           /ims/token/v3", output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_half_a_configuration_it_lists_what_is_missing_and_starts_nothing()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("QuickStart", ("AdobeServerAuth__ClientId", "4f6c1d2e8b9a47035c61de90ab7f8e23"));

        Assert.Equal(1, exitCode);
        Assert.Contains("- AdobeServerAuth:ClientSecret is missing.", output, StringComparison.Ordinal);
        Assert.Contains("- AdobeServerAuth:Scopes is missing", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_credential_file_it_needs_nothing_else()
    {
        await using var adobe = await Testing.ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("adobe-server-auth-");
        var path = Path.Combine(folder.FullName, "credentials.json");
        await File.WriteAllTextAsync(path, System.Text.Json.JsonSerializer.Serialize(new { CLIENT_ID = adobe.Credential.ClientId, CLIENT_SECRETS = adobe.Credential.ClientSecrets, SCOPES = adobe.Credential.Scopes }), TestContext.Current.CancellationToken);

        var (exitCode, output) = await SampleProcess.RunAsync("QuickStart", ["--credential-file", path], ("AdobeServerAuth__ImsEndpoint", adobe.ImsEndpoint.ToString()));
        folder.Delete(recursive: true);

        Assert.True(exitCode == 0, output);
        Assert.Equal(1, adobe.TokenRequestCount);
        Assert.Contains("credential file    credentials.json", output, StringComparison.Ordinal);
        Assert.Contains(adobe.Credential.ClientId, output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_configuration_it_asks_the_IMS_that_is_configured()
    {
        await using var adobe = await Testing.ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var environment = adobe.Configuration
            .Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!));

        var (exitCode, output) = await SampleProcess.RunAsync("QuickStart", [.. environment]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(1, adobe.TokenRequestCount);
        Assert.Contains("That was Adobe itself", output, StringComparison.Ordinal);
    }
}
