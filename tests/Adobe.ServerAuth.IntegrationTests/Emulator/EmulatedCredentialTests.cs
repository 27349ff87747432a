using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class EmulatedCredentialTests : EmulatorTest
{
    [Fact]
    public void Random_values_look_like_those_of_the_console()
    {
        var credential = new EmulatedCredential();

        Assert.Matches("^[0-9a-f]{32}$", credential.ClientId);
        Assert.Matches("^p8e-[A-Za-z0-9_-]{32}$", Assert.Single(credential.ClientSecrets));
        Assert.Matches("^[0-9A-F]{24}@AdobeOrg$", credential.OrganizationId);
        Assert.Matches("^[0-9A-F]{24}@techacct.adobe.com$", credential.TechnicalAccountId);
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@techacct.adobe.com$", credential.TechnicalAccountEmail);
        Assert.Equal(["openid", "AdobeID", "read_organizations"], credential.Scopes);
        Assert.Equal(["ent_dataservices_sdk", "ent_aem_cloud_api"], credential.MetaScopes);
        Assert.False(credential.RequiresJwtId);
        Assert.NotEqual(credential.ClientId, new EmulatedCredential().ClientId);
    }

    [Fact]
    public void Its_text_shows_no_secret()
    {
        var credential = new EmulatedCredential();

        Assert.Equal($"{credential.ClientId} of {credential.OrganizationId}", credential.ToString());
    }

    [Fact]
    public async Task A_second_secret_works_beside_the_first()
    {
        var second = Adobe.Credential.AddClientSecret();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Adobe.Credential.ClientSecrets[0]));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second));
        Assert.Equal(2, Adobe.Credential.ClientSecrets.Count);
    }

    [Fact]
    public async Task A_deleted_secret_is_refused_but_its_token_lives_on()
    {
        var token = await TokenAsync();
        var first = Adobe.Credential.ClientSecrets[0];
        Adobe.Credential.AddClientSecret();

        Assert.True(Adobe.Credential.RemoveClientSecret(first));
        Assert.False(Adobe.Credential.RemoveClientSecret(first));

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(first));
        using var response = await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_secret_is_used_as_it_is_whatever_its_characters()
    {
        const string Odd = "a+b c%41&d=e/ü\"";
        Adobe.Credential.AddClientSecret(Odd);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Odd));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("a+b cA&d=e/ü\""));
    }

    [Fact]
    public void Rotation_from_many_threads_loses_nothing()
    {
        var credential = new EmulatedCredential();

        Parallel.For(0, 20_000, _ => Assert.True(credential.RemoveClientSecret(credential.AddClientSecret())));

        Assert.Single(credential.ClientSecrets);
    }

    [Fact]
    public void Blank_values_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new EmulatedCredential { ClientId = " " });
        Assert.Throws<ArgumentException>(() => new EmulatedCredential { ClientSecrets = [""] });
        Assert.Throws<ArgumentException>(() => new EmulatedCredential().AddClientSecret(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/s/ent_user_sdk")]
    [InlineData("https://ims-na1.adobelogin.com/s/ent_user_sdk")]
    [InlineData("ent_user_sdk,ent_aem_cloud_api")]
    public void A_metascope_that_is_no_name_is_refused(string metaScope) =>
        Assert.Throws<ArgumentException>(() => new EmulatedCredential { MetaScopes = ["ent_user_sdk", metaScope] });

    [Fact]
    public async Task Each_credential_has_tokens_of_its_own()
    {
        var other = Adobe.AddCredential(new EmulatedCredential { ClientId = "my-client", ClientSecrets = ["my secret"], Scopes = ["one"] });

        using var response = await CallApiAsync($"Bearer {await TokenAsync(other)}", "my-client", other.OrganizationId);

        Assert.Equal("my-client", (await JsonAsync(response)).GetProperty("clientId").GetString());
    }

    [Fact]
    public void A_client_id_can_be_added_once() =>
        Assert.Throws<ArgumentException>(() => Adobe.AddCredential(new EmulatedCredential { ClientId = Adobe.Credential.ClientId }));

    [Fact]
    public void The_configuration_is_that_of_the_default_credential()
    {
        var newest = Adobe.Credential.AddClientSecret();

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["AdobeServerAuth:ClientId"] = Adobe.Credential.ClientId,
                ["AdobeServerAuth:ClientSecret"] = newest,
                ["AdobeServerAuth:Scopes"] = "openid,AdobeID,read_organizations",
                ["AdobeServerAuth:OrganizationId"] = Adobe.Credential.OrganizationId,
                ["AdobeServerAuth:ImsEndpoint"] = Adobe.ImsEndpoint.AbsoluteUri,
            },
            Adobe.Configuration);
    }

    private async Task<HttpStatusCode> StatusAsync(string secret)
    {
        using var response = await PostAsync(FieldsWith("client_secret", secret));
        return response.StatusCode;
    }
}
