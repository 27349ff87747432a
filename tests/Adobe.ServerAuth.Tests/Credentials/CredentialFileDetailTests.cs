using System.Text.Json;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>What only some files have, and what distinguishes two that look alike.</summary>
public class CredentialFileDetailTests
{
    [Fact]
    public void A_context_of_aio_may_be_a_Service_Account_with_its_key()
    {
        var lines = Make.PrivateKey.Split('\n');
        var options = Applied(new { ims = new { contexts = new { mine = new { client_id = "a", client_secret = "b", technical_account_id = Make.TechnicalAccountId, meta_scopes = "ent_user_sdk", ims_org_id = Make.OrganizationId, private_key = lines, passphrase = "of the key" } } } });

        Assert.Equal((ServerAuthFlow.Jwt, Make.PrivateKey, "of the key"), (options.Flow, options.Jwt.PrivateKey, options.Jwt.PrivateKeyPassphrase));
    }

    [Fact]
    public void With_scopes_of_both_kinds_it_is_the_newer_kind()
    {
        Assert.Equal(ServerAuthFlow.OAuth, Applied(new { ims = new { contexts = new { mine = new { client_id = "a", client_secret = "b", meta_scopes = "c", scopes = "d" } } } }).Flow);
        Assert.Equal(ServerAuthFlow.OAuth, Applied(ConsoleFiles.AioJwt() + "\nAIO_ims_contexts_jwt_scopes=[\"openid\"]").Flow);
        Assert.Equal(ServerAuthFlow.OAuth, Applied(new { CLIENT_ID = "a", CLIENT_SECRET = "b", SCOPES = "c", PUBLIC_KEYS_WITH_EXPIRY = new { } }).Flow);
    }

    [Theory]
    [InlineData("{\"API_KEY\":\"a\",\"CLIENT_SECRET\":\"b\"}", ServerAuthFlow.Jwt)]
    [InlineData("{\"CLIENT_ID\":\"a\",\"CLIENT_SECRET\":\"b\"}", ServerAuthFlow.OAuth)]
    [InlineData("{\"CLIENT_ID\":\"a\",\"CLIENT_SECRET\":\"b\",\"PRIVATE_KEY\":\"c\"}", ServerAuthFlow.Jwt)]
    [InlineData("{\"CLIENT_ID\":\"a\",\"CLIENT_SECRET\":\"b\",\"METASCOPES\":\"c\"}", ServerAuthFlow.Jwt)]
    [InlineData("{\"API_KEY\":\"a\",\"CLIENT_SECRET\":\"b\",\"TYPE\":\"oauthservertoserver\"}", ServerAuthFlow.OAuth)]
    [InlineData("{\"API_KEY\":\"a\",\"CLIENT_SECRETS\":[\"b\"]}", ServerAuthFlow.OAuth)]
    public void The_kind_of_a_flat_file_is_told_from_what_it_has(string content, ServerAuthFlow flow) => Assert.Equal(flow, Applied(content).Flow);

    [Fact]
    public void The_key_of_AEM_may_be_lines_and_its_certificate_stands_with_it_where_both_are_PEM()
    {
        var certificate = RsaKeys.Certificate(RsaKeys.OfBits(2048));
        var pem = ConsoleFiles.Aem(certificate: certificate);
        var lines = JsonSerializer.Serialize(Make.PrivateKey.Split('\n'));
        var body = string.Concat(Make.PrivateKey.Split('\n')[1..^1]);
        var own = JsonSerializer.Serialize(RsaKeys.Pkcs1(RsaKeys.OfBits(2048)).ReplaceLineEndings("\r\n") + "\r\n");

        Assert.Contains("BEGIN CERTIFICATE", Applied(pem).Jwt.PrivateKey, StringComparison.Ordinal);
        Assert.StartsWith(Make.PrivateKey + "\n-----BEGIN CERTIFICATE", Applied(pem.Replace(own, lines, StringComparison.Ordinal)).Jwt.PrivateKey, StringComparison.Ordinal);
        Assert.Equal(body, Applied(pem.Replace(own, "\"" + body + "\"", StringComparison.Ordinal)).Jwt.PrivateKey);
    }

    [Theory]
    [InlineData("adobeid-na1.services.adobe.com", true)]
    [InlineData("IMS-NA1-STG1.ADOBELOGIN.COM", true)]
    [InlineData("https://ims-na1.adobelogin.com/ims", true)]
    [InlineData("https://ims-na1.adobelogin.com/other", false)]
    [InlineData("other.services.adobe.com", false)]
    [InlineData("adobeid-na1.evil.com", false)]
    public void Hosts_of_IMS_are_those_of_Adobe(string host, bool isAdobes)
    {
        var failure = Record.Exception(() => Applied(ConsoleFiles.Aem(host)));

        Assert.Equal(isAdobes, failure is null);
    }

    [Fact]
    public void An_old_file_of_PDF_Services_may_hold_its_key()
    {
        var options = Applied(ConsoleFiles.PdfJwt().Replace("\"private_key_file\":\"private.key\"", "\"private_key\":\"key\",\"private_key_file\":\"private.key\"", StringComparison.Ordinal));

        Assert.Equal(("key", null), (options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile));
    }

    [Fact]
    public void The_same_name_in_other_letters_is_another_one_where_both_are_there()
    {
        var text = ConsoleFiles.Workspace(ConsoleFiles.OAuthEntry("stage", "client-1", "1"), ConsoleFiles.OAuthEntry("Stage", "client-2", "2"));
        var options = new AdobeServerAuthOptions { CredentialName = "Stage" };

        CredentialFile.Apply(text, options);

        Assert.Equal("client-2", options.ClientId);
        Assert.DoesNotContain("or Flow to its kind", Assert.Throws<CredentialException>(() => Applied(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_credentials_twenty_are_listed_and_one_without_a_name_that_can_be_shown_has_its_id()
    {
        var entries = Enumerable.Range(1, 22).Select(i => ConsoleFiles.OAuthEntry(i == 1 ? Make.Secret : "name " + i, "client-" + i, "id " + i)).ToArray();

        var message = Assert.Throws<CredentialException>(() => Applied(ConsoleFiles.Workspace(entries))).Message;

        Assert.Contains("'id 1'", message, StringComparison.Ordinal);
        Assert.Contains("'name 20'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("'name 21'", message, StringComparison.Ordinal);
        Assert.Contains("; and 2 more", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("short-id", "short-id")]
    [InlineData("0123456789abcdef", "012345…")]
    public void Of_a_long_client_id_the_beginning_is_shown(string? id, string shown) => Assert.Equal(shown, ShownText.ClientId(id));

    [Theory]
    [InlineData("abcdefgh1", true)]
    [InlineData("abcdefghi1", false)]
    [InlineData("abcdefghijklmnopqrstuvwx", true)]
    [InlineData("abcdefghijklmnopqrstuvwxy", false)]
    [InlineData("ab/de+gh=1x", false)]
    [InlineData("OAuth Server-to-Server 2026 (Production)", true)]
    public void A_name_is_shown_unless_it_could_be_a_part_of_a_secret(string name, bool isShown) => Assert.Equal(isShown ? name : null, ShownText.Name(name));

    private static AdobeServerAuthOptions Applied(object content)
    {
        var options = new AdobeServerAuthOptions();
        CredentialFile.Apply(content as string ?? JsonSerializer.Serialize(content), options);
        return options;
    }
}
