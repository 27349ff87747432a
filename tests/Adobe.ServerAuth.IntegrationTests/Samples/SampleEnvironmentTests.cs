namespace Adobe.ServerAuth.IntegrationTests.Samples;

public class SampleEnvironmentTests
{
    [Theory]
    [InlineData("AdobeServerAuth__ClientSecret")]
    [InlineData("AdobeServerAuth:ClientId")]
    [InlineData("DOTNET_AdobeServerAuth__ClientSecret")]
    [InlineData("adobeserverauth__clientsecret")]
    [InlineData("ADOBE_CLIENT_SECRET")]
    [InlineData("QuickStart__Api")]
    [InlineData("WorkerFleet__Calls")]
    [InlineData("ConnectionStrings__Redis")]
    [InlineData("Author")]
    public void A_credential_of_the_developer_does_not_reach_a_sample(string key)
    {
        var environment = new Dictionary<string, string?> { [key] = "theirs", ["PATH"] = "/bin", ["DOTNET_ROOT"] = "/dotnet", ["APPDATA"] = "theirs" };

        SampleEnvironment.Clean(environment);

        Assert.Equal(["APPDATA", "DOTNET_ROOT", "PATH"], environment.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("theirs", environment.Values);
    }
}
