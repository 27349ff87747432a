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
        Assert.Contains("[recovered] the token was refreshed and the request sent again (2 so far)", output, StringComparison.Ordinal);
        Assert.Contains("The client secret is", output, StringComparison.Ordinal);
        Assert.Contains("[ok] 1 token request for 100 calls", output, StringComparison.Ordinal);
        Assert.Contains("A request to adobe.io.example.com was not sent", output, StringComparison.Ordinal);
        Assert.Contains("requested from     /ims/exchange/jwt", output, StringComparison.Ordinal);
        Assert.Contains("requested from     /ims/token/v3", output, StringComparison.Ordinal);
        Assert.Contains("steps              8 succeeded, 1 of them recovered from a failure", output, StringComparison.Ordinal);
        Assert.Contains("token requests     5", output, StringComparison.Ordinal);

        // The lines of the program itself, in 80 columns, and without a color, since this is not a terminal.
        Assert.Contains("  | builder.Services.AddAdobeServerAuth();", output, StringComparison.Ordinal);
        Assert.DoesNotContain(output.Split('\n'), line => line.TrimEnd('\r').Length > 80);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }

    // script (util-linux) gives the program a terminal.
    [Theory]
    [InlineData("xterm", "", true)]
    [InlineData("xterm", "1", false)]
    [InlineData("dumb", "", false)]
    public async Task On_a_terminal_it_marks_success_and_recovery_in_color_unless_it_is_turned_off(string terminal, string noColor, bool hasColor)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program script of util-linux gives the sample a terminal.");

        var (exitCode, output) = await SampleProcess.RunInTerminalAsync("QuickStart", [("TERM", terminal), .. noColor.Length > 0 ? [("NO_COLOR", noColor)] : Array.Empty<(string, string)>()]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(hasColor, output.Contains("\u001b[32m[ok]", StringComparison.Ordinal));
        Assert.Equal(hasColor, output.Contains("\u001b[33m[recovered]", StringComparison.Ordinal));
        Assert.Contains("[ok]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", 0, "Usage: dotnet run --project samples/QuickStart")]
    [InlineData("-h", 0, "Usage: dotnet run --project samples/QuickStart")]
    [InlineData("--credential-fil", 2, "Unknown argument: --credential-fil. --help shows the arguments.")]
    [InlineData("credentials.json", 2, "Unknown argument: credentials.json. --help shows the arguments.")]
    [InlineData("--credential-file", 2, "Unknown argument: --credential-file without a value. --help shows the arguments.")]
    public async Task The_command_line_has_a_help_and_refuses_what_it_does_not_know(string argument, int expected, string text)
    {
        var (exitCode, output) = await SampleProcess.RunAsync("QuickStart", [argument]);

        Assert.Equal(expected, exitCode);
        Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.DoesNotContain(output.Split('\n'), line => line.TrimEnd('\r').Length > 80);
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
        Assert.Contains("The tokens came from Adobe itself", output, StringComparison.Ordinal);
    }
}
