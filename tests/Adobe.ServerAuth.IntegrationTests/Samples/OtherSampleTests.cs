namespace Adobe.ServerAuth.IntegrationTests.Samples;

public class OtherSampleTests
{
    [Fact]
    public async Task Without_dependency_injection_both_kinds_of_credential_call_the_API()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("NoDependencyInjection");

        Assert.True(exitCode == 0, output);
        Assert.StartsWith("ADOBE_CLIENT_ID is not set, so Adobe is an emulator in this process", output, StringComparison.Ordinal);
        Assert.Contains("OAuth: AccessToken { Value = [redacted]", output, StringComparison.Ordinal);
        Assert.Contains("Jwt: AccessToken { Value = [redacted]", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split(": 200").Length);
        Assert.Contains("token requests: /ims/token/v3, /ims/exchange/jwt", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ADOBE_CLIENT_ID", "4f6c1d2e8b9a47035c61de90ab7f8e23", "ClientSecret", "Scopes")]
    [InlineData("ADOBE_SCOPES", "openid", "ClientId", "ClientSecret")]
    public async Task Without_dependency_injection_half_a_configuration_is_refused_with_a_list(string key, string value, params string[] missing)
    {
        var (exitCode, output) = await SampleProcess.RunAsync("NoDependencyInjection", (key, value));

        Assert.Equal(1, exitCode);
        Assert.All(missing, option => Assert.Contains($"AdobeServerAuthOptions.{option} is missing", output, StringComparison.Ordinal));
        Assert.DoesNotContain("emulator", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_credentials_each_have_their_own_token_and_the_legacy_one_is_warned_of_once()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("SeveralCredentials");

        Assert.True(exitCode == 0, output);
        Assert.StartsWith("Adobe is an emulator in this process", output, StringComparison.Ordinal);
        Assert.Contains("default: 200", output, StringComparison.Ordinal);
        Assert.Contains("analytics: 200", output, StringComparison.Ordinal);
        Assert.Contains("aem: 200", output, StringComparison.Ordinal);
        Assert.Contains("token requests: /ims/token/v3, /ims/token/v3, /ims/exchange/jwt", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("uses a legacy Service Account (JWT) credential").Length);
        Assert.DoesNotContain("PRIVATE KEY", output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_credentials_of_AEM_are_used_as_they_are_and_a_new_key_in_the_file_is_used_without_a_restart()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("AemServiceCredentials");

        Assert.True(exitCode == 0, output);
        Assert.Contains("first call: 200", output, StringComparison.Ordinal);
        Assert.Contains("with the new key: 200", output, StringComparison.Ordinal);
        Assert.Contains("token requests: /ims/exchange/jwt 200, /ims/exchange/jwt 200", output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_credentials_of_which_the_file_is_lost_are_refused_and_no_emulator_takes_their_place()
    {
        var (exitCode, output) = await SampleProcess.RunAsync(
            "AemServiceCredentials", ("AdobeServerAuth__OrganizationId", "5D1A2B7C9E40F3680A495C11@AdobeOrg"), ("Author", "https://author-p1-e1.adobeaemcloud.com"));

        Assert.True(exitCode == 1, output);
        Assert.Contains("- AdobeServerAuth:ClientId is missing.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("emulator", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AemServiceCredentials", null)]
    [InlineData("AemServiceCredentials", "author-p1-e1.adobeaemcloud.com")]
    [InlineData("AemServiceCredentials", "author-p1-e1.adobeaemcloud.com:443")]
    [InlineData("AemCloudService", null)]
    [InlineData("AemCloudService", "author-p1-e1.adobeaemcloud.com:443")]
    public async Task An_author_instance_that_is_missing_or_no_address_is_told_in_one_line(string sample, string? author)
    {
        var (exitCode, output) = await SampleProcess.RunAsync(sample, [("AdobeServerAuth__ClientId", "4f6c1d2e8b9a47035c61de90ab7f8e23"), .. author is null ? [] : new[] { ("Author", author) }]);

        Assert.True(exitCode == 1, output);
        Assert.StartsWith("Author is missing, or no address: ", Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_organizations_share_one_client_and_one_that_has_no_token_disturbs_none()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("MultiOrganization");

        Assert.True(exitCode == 0, output);
        Assert.Contains("5000 calls for 1000 organizations: 4994 answered, 6 without a token", output, StringComparison.Ordinal);
        Assert.Contains("requests with the token of one organization and the key of another: 0", output, StringComparison.Ordinal);
        Assert.Contains("org-13: The token request of credential 'org-13'", output, StringComparison.Ordinal);
        Assert.Contains("org-7: OK", output, StringComparison.Ordinal);
        Assert.Contains("org-7, after it left: There is no credential 'org-7'.", output, StringComparison.Ordinal);
        Assert.Contains("org-7, after it came back: OK", output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
    }
}
