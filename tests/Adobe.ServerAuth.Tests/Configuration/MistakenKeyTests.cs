using System.Text;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Tests.Configuration;

public class MistakenKeyTests
{
    public static TheoryData<string, string> Synonyms => new()
    {
        { "API_KEY", "ClientId" }, { "ApiKey", "ClientId" }, { "x-api-key", "ClientId" }, { "CLIENT_ID", "ClientId" }, { "client-id", "ClientId" }, { "ClientSecrets", "ClientSecret" }, { "CLIENT_SECRETS", "ClientSecret" }, { "Secret", "ClientSecret" },
        { "Scope", "Scopes" }, { "SCOPES_", "Scopes" }, { "ORG_ID", "OrganizationId" }, { "OrgId", "OrganizationId" }, { "IMS_ORG_ID", "OrganizationId" }, { "Organization", "OrganizationId" }, { "Organisation", "OrganizationId" }, { "TenantId", "OrganizationId" },
        { "ImsHost", "ImsEndpoint" }, { "IMS_URL", "ImsEndpoint" }, { "Authority", "ImsEndpoint" }, { "TokenUrl", "TokenEndpoint" }, { "CredentialsFile", "CredentialFile" }, { "SecretFile", "ClientSecretFile" }, { "GrantType", "Flow" },
        { "MetaScope", "AdobeServerAuth:Jwt:MetaScopes" }, { "META_SCOPES", "AdobeServerAuth:Jwt:MetaScopes" }, { "TechAcctId", "AdobeServerAuth:Jwt:TechnicalAccountId" }, { "TECHNICAL_ACCOUNT_ID", "AdobeServerAuth:Jwt:TechnicalAccountId" }, { "tech_acct", "AdobeServerAuth:Jwt:TechnicalAccountId" },
        { "PrivateKey", "AdobeServerAuth:Jwt:PrivateKey" }, { "PrivatKey", "AdobeServerAuth:Jwt:PrivateKey" }, { "PrivateKeyPath", "AdobeServerAuth:Jwt:PrivateKeyFile" }, { "priv_key_path", "AdobeServerAuth:Jwt:PrivateKeyFile" }, { "Passphrase", "AdobeServerAuth:Jwt:PrivateKeyPassphrase" },
        { "RefreshJitter", "AdobeServerAuth:Cache:RefreshJitter" }, { "RefreshJiter", "AdobeServerAuth:Cache:RefreshJitter" }, { "MaxRetries", "AdobeServerAuth:TokenRequest:MaxRetries" }, { "Timeout", "AdobeServerAuth:TokenRequest:TotalTimeout" },
        { "AllowedHosts", "AdobeServerAuth:HttpClients:<name of the client>:AllowedHosts" },
        { "Jwt:ClientId", "AdobeServerAuth:ClientId" }, { "Jwt:Scope", "AdobeServerAuth:Scopes" }, { "Jwt:TechAcctId", "TechnicalAccountId" }, { "Jwt:PrivateKeyPath", "PrivateKeyFile" }, { "Cache:AttemptTimeout", "AdobeServerAuth:TokenRequest:AttemptTimeout" }, { "TokenRequest:ClockSkew", "AdobeServerAuth:Cache:ClockSkew" },
        { "_ClientId", "ClientId" },
    };

    [Theory, MemberData(nameof(Synonyms))]
    public void A_key_of_another_name_or_level_is_reported_with_the_key_that_was_meant(string key, string meant)
    {
        var line = Assert.Single(Section.Refusal((key, "some value")).Failures);

        Assert.Equal($"AdobeServerAuth:{key} is not a known key: did you mean {meant}?", line);
    }

    [Fact]
    public void A_key_that_is_missing_because_it_has_another_name_is_one_mistake()
    {
        var refusal = Section.Refusal(("ClientId", null), ("API_KEY", Make.ClientId), ("ClientSecret", null), ("CLIENT_SECRETS:0", Make.Secret), ("Scopes", null), ("Scope", "openid"));

        Assert.Equal(["AdobeServerAuth:API_KEY", "AdobeServerAuth:CLIENT_SECRETS", "AdobeServerAuth:Scope"], refusal.Failures.Select(line => line.Split(' ')[0]).Order());
    }

    [Fact]
    public void A_key_of_the_console_that_is_not_needed_says_so() =>
        Assert.EndsWith("the library does not need it: remove it.", Assert.Single(Section.Refusal(("TECHNICAL_ACCOUNT_EMAIL", "a@techacct.adobe.com")).Failures), StringComparison.Ordinal);

    [Theory]
    [InlineData("ClientId")]
    [InlineData("CLIENT_SECRETS")]
    [InlineData("CredentialFile")]
    public void A_section_that_holds_a_credential_of_no_registered_name_is_one_mistake(string key)
    {
        const string expected = "AdobeServerAuth:analytics is not a known key. It holds a credential: register it with AddAdobeServerAuth(\"analytics\").";

        Assert.Equal(expected, Assert.Single(Section.Refusal(("analytics:" + key, "some")).Failures));
        Assert.Equal(expected, Assert.Single(Section.Refusal([.. Section.Keys().Keys.Select(own => (own, (string?)null)), ("analytics:" + key, "some")]).Failures));
    }

    [Theory]
    [InlineData("24:00:00", "1.00:00:00")]
    [InlineData("48:00:00", "2.00:00:00")]
    [InlineData("36:30:00", "1.12:30:00")]
    [InlineData("00:60:00", "01:00:00")]
    [InlineData("300", "00:05:00")]
    [InlineData("90", "00:01:30")]
    [InlineData("PT5M", "00:05:00")]
    [InlineData("PT1H30M", "01:30:00")]
    [InlineData("P1D", "1.00:00:00")]
    [InlineData("5m", "00:05:00")]
    [InlineData("30 seconds", "00:00:30")]
    [InlineData("500ms", "00:00:00.5000000")]
    [InlineData("1h", "01:00:00")]
    [InlineData("2 days", "2.00:00:00")]
    public void A_duration_in_another_notation_is_reported_with_ours(string value, string meant)
    {
        foreach (var key in new[] { "Cache:RefreshJitter", "TokenRequest:TotalTimeout", "Jwt:AssertionLifetime" })
        {
            Assert.Contains($" Did you mean {meant}? ", Assert.Single(Section.Refusal((key, value)).Failures), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("10:00")]
    [InlineData("1234567")]
    [InlineData("-5m")]
    public void A_duration_that_may_mean_anything_gets_no_guess(string value) =>
        Assert.DoesNotContain("Did you mean", Assert.Single(Section.Refusal(("Cache:RefreshJitter", value)).Failures), StringComparison.Ordinal);

    [Theory]
    [InlineData("_comment")]
    [InlineData("_note:deeper")]
    [InlineData("//")]
    [InlineData("// ClientId")]
    [InlineData("$schema")]
    [InlineData("#ClientSecret")]
    public void Comments_are_ignored_at_every_level(string key)
    {
        foreach (var prefix in new[] { "", "Jwt:", "Cache:", "TokenRequest:" })
        {
            Assert.Equal(Make.ClientId, Section.Read((prefix + key, "what this is for")).ClientId);
        }
    }

    [Theory]
    [InlineData("""<Scopes Name="0">openid</Scopes><Scopes Name="1">AdobeID</Scopes>""")]
    [InlineData("<Scopes>openid</Scopes><Scopes>AdobeID</Scopes>")]
    [InlineData("<Scopes>openid, AdobeID</Scopes>")]
    public void Scopes_are_read_from_xml_as_its_provider_gives_them(string scopes)
    {
        var xml = $"""<configuration><AdobeServerAuth><ClientId>{Make.ClientId}</ClientId><ClientSecret>{Make.Secret}</ClientSecret>{scopes}</AdobeServerAuth></configuration>""";

        Assert.Equal(["openid", "AdobeID"], Section.Read(new ConfigurationBuilder().AddXmlStream(Stream(xml)).Build()).Scopes);
    }

    [Fact]
    public void A_section_of_xml_may_have_its_name_as_an_attribute()
    {
        var xml = $"""<configuration><Credentials Name="adobe" ClientId="{Make.ClientId}" ClientSecret="{Make.Secret}" Scopes="openid"><Jwt Name="x" /></Credentials></configuration>""";
        var section = new ConfigurationBuilder().AddXmlStream(Stream(xml)).Build().GetSection("Credentials:adobe");
        var options = new AdobeServerAuthOptions();

        Adobe.ServerAuth.Configuration.AdobeServerAuthSection.Read(section, options, section.Path, null, []);

        Assert.Equal(Make.ClientId, options.ClientId);
        Assert.Equal(["Jwt:x"], options.SectionFailures.Select(failure => failure.Key));
    }

    [Theory]
    [InlineData("Scopes:0=openid\nScopes:1=AdobeID")]
    [InlineData("Scopes=\"openid,AdobeID\"")]
    public void Scopes_are_read_from_ini(string scopes)
    {
        var ini = $"; a comment\n[AdobeServerAuth]\nClientId={Make.ClientId}\nClientSecret={Make.Secret}\n{scopes}\n";

        Assert.Equal(["openid", "AdobeID"], Section.Read(new ConfigurationBuilder().AddIniStream(Stream(ini)).Build()).Scopes);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
