namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class ConfigurationOfTests : EmulatorTest
{
    [Fact]
    public void Any_credential_has_a_configuration_for_client_credentials()
    {
        var credential = Adobe.AddCredential();
        var newest = credential.AddClientSecret();

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["AdobeServerAuth:ClientId"] = credential.ClientId,
                ["AdobeServerAuth:ClientSecret"] = newest,
                ["AdobeServerAuth:Scopes"] = "openid,AdobeID,read_organizations",
                ["AdobeServerAuth:OrganizationId"] = credential.OrganizationId,
                ["AdobeServerAuth:ImsEndpoint"] = Adobe.ImsEndpoint.AbsoluteUri,
            },
            Adobe.ConfigurationOf(credential));
    }

    [Fact]
    public void A_key_pair_makes_it_one_for_the_jwt_exchange()
    {
        var credential = Adobe.AddCredential();
        var pair = credential.AddKeyPair();

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["AdobeServerAuth:Flow"] = "Jwt",
                ["AdobeServerAuth:ClientId"] = credential.ClientId,
                ["AdobeServerAuth:ClientSecret"] = credential.ClientSecrets[0],
                ["AdobeServerAuth:OrganizationId"] = credential.OrganizationId,
                ["AdobeServerAuth:ImsEndpoint"] = Adobe.ImsEndpoint.AbsoluteUri,
                ["AdobeServerAuth:Jwt:TechnicalAccountId"] = credential.TechnicalAccountId,
                ["AdobeServerAuth:Jwt:MetaScopes"] = "ent_dataservices_sdk,ent_aem_cloud_api",
                ["AdobeServerAuth:Jwt:PrivateKey"] = pair.PrivateKey,
            },
            Adobe.ConfigurationOf(credential, pair));
    }

    [Fact]
    public void A_name_becomes_a_section_of_its_own()
    {
        var pair = Adobe.Credential.AddKeyPair();

        Assert.Equal(Named(Adobe.ConfigurationOf(Adobe.Credential)), Adobe.ConfigurationOf("aem", Adobe.Credential));
        Assert.Equal(Named(Adobe.ConfigurationOf(Adobe.Credential, pair)), Adobe.ConfigurationOf("aem", Adobe.Credential, pair));
    }

    [Fact]
    public void What_is_missing_is_refused()
    {
        var pair = Adobe.Credential.AddKeyPair();

        Assert.Throws<ArgumentNullException>(() => Adobe.ConfigurationOf(null!));
        Assert.Throws<ArgumentNullException>(() => Adobe.ConfigurationOf(null!, pair));
        Assert.Throws<ArgumentNullException>(() => Adobe.ConfigurationOf(Adobe.Credential, null!));
        Assert.Throws<ArgumentNullException>(() => Adobe.ConfigurationOf(null!, Adobe.Credential));
        Assert.Throws<ArgumentException>(() => Adobe.ConfigurationOf(" ", Adobe.Credential, pair));
    }

    private static Dictionary<string, string?> Named(IReadOnlyDictionary<string, string?> values) =>
        values.ToDictionary(
            value => value.Key.Replace("AdobeServerAuth:", "AdobeServerAuth:aem:", StringComparison.Ordinal), value => value.Value);
}
