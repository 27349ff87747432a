using System.Text.Json;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>What the library makes of each console's download.</summary>
public class CredentialFileTests
{
    private const string AemClient = "cm-p81347-e724561-integration-3";

    private static readonly Dictionary<string, (Func<string> Content, ServerAuthFlow Flow, string ClientId, string Scopes, bool HasSecond)> Shapes = new()
    {
        ["project"] = (() => ConsoleFiles.Workspace(ConsoleFiles.KeyEntry(), ConsoleFiles.OAuthEntry()), ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid read_organizations", true),
        ["project with a Service Account"] = (() => ConsoleFiles.Workspace(ConsoleFiles.JwtEntry()), ServerAuthFlow.Jwt, Make.ClientId, "ent_adobeio_sdk", false),
        ["project with one that is being migrated"] = (() => ConsoleFiles.Workspace(ConsoleFiles.MigratingEntry()), ServerAuthFlow.OAuth, Make.ClientId, "openid", false),
        ["flat"] = (ConsoleFiles.FlatOAuth, ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid", false),
        ["flat with a type"] = (() => ConsoleFiles.FlatOAuth().Replace("{", "{\"TYPE\":\"oauthservertoserver\",", StringComparison.Ordinal), ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid", false),
        ["flat in small letters"] = (() => ConsoleFiles.FlatOAuth().Replace("CLIENT_", "client_", StringComparison.Ordinal).Replace("ORG_ID", "org_id", StringComparison.Ordinal).Replace("SCOPES", "scopes", StringComparison.Ordinal), ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid", false),
        ["flat with scopes in one text"] = (() => ConsoleFiles.FlatOAuth().Replace("[\"AdobeID\",\"openid\"]", "\"AdobeID, openid\"", StringComparison.Ordinal), ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid", false),
        ["flat with JSON inside strings"] = (() => ConsoleFiles.FlatOAuth().Replace("[\"AdobeID\",\"openid\"]", "\"[\\\"AdobeID\\\",\\\"openid\\\"]\"", StringComparison.Ordinal), ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid", false),
        ["flat Service Account"] = (() => ConsoleFiles.FlatJwt(), ServerAuthFlow.Jwt, Make.ClientId, "", false),
        ["AEM"] = (() => ConsoleFiles.Aem(), ServerAuthFlow.Jwt, AemClient, "ent_aem_cloud_api ent_cloudmgr_sdk", false),
        ["AEM with a scheme"] = (() => ConsoleFiles.Aem("https://ims-na1.adobelogin.com"), ServerAuthFlow.Jwt, AemClient, "ent_aem_cloud_api ent_cloudmgr_sdk", false),
        ["AEM with lists"] = (() => ConsoleFiles.Aem().Replace("\"ent_aem_cloud_api,ent_cloudmgr_sdk\"", "[\"ent_aem_cloud_api\",\"ent_cloudmgr_sdk\"]", StringComparison.Ordinal).Replace("integration\"", "INTEGRATION\"", StringComparison.Ordinal), ServerAuthFlow.Jwt, AemClient, "ent_aem_cloud_api ent_cloudmgr_sdk", false),
        ["aio's own file"] = (() => JsonSerializer.Serialize(new { ims = new { contexts = new { mine = JsonSerializer.Deserialize<JsonElement>(ConsoleFiles.FlatOAuth().ToLowerInvariant().Replace(Make.OrganizationId.ToLowerInvariant(), Make.OrganizationId, StringComparison.Ordinal).Replace("adobeid", "AdobeID", StringComparison.Ordinal)) }, config = new { current = "mine" } } }), ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid", false),
        ["inputs of an action"] = (() => "{\"__ims_oauth_s2s\":" + ConsoleFiles.FlatOAuth() + ",\"__ims_env\":\"prod\"}", ServerAuthFlow.OAuth, Make.ClientId, "AdobeID openid", false),
        ["aio with comments"] = (() => ConsoleFiles.Aio().Replace("client__id=" + Make.ClientId, "client__id=\"" + Make.ClientId + "\" # mine", StringComparison.Ordinal).Replace("'[\"openid\",\"AdobeID\"]'", "\"[\\\"openid\\\",\\\"AdobeID\\\"]\"", StringComparison.Ordinal), ServerAuthFlow.OAuth, Make.ClientId, "openid AdobeID", true),
        ["PDF Services"] = (ConsoleFiles.Pdf, ServerAuthFlow.OAuth, Make.ClientId, "", false),
        ["PDF Services of old"] = (ConsoleFiles.PdfJwt, ServerAuthFlow.Jwt, Make.ClientId, "ent_documentcloud_sdk", false),
        ["action"] = (ConsoleFiles.Action, ServerAuthFlow.OAuth, Make.ClientId, "openid AdobeID", false),
        ["aio"] = (() => ConsoleFiles.Aio(), ServerAuthFlow.OAuth, Make.ClientId, "openid AdobeID", true),
        ["aio of a Service Account"] = (ConsoleFiles.AioJwt, ServerAuthFlow.Jwt, Make.ClientId, "ent_user_sdk", false),
    };

    private static readonly Dictionary<string, (Func<string> Content, string Rule)> Broken = new()
    {
        ["nothing"] = (() => "  \r\n", "is empty"),
        ["a text"] = (() => "hello", "is none that is known"),
        ["a private key"] = (() => Make.PrivateKey, "is none that is known"),
        ["an array"] = (() => "[1]", "is none that is known"),
        ["another JSON"] = (() => "{\"a\":1}", "is none that is known"),
        ["half of a file"] = (() => ConsoleFiles.FlatOAuth()[..100], "begins like JSON and is none"),
        ["too much"] = (() => ConsoleFiles.FlatOAuth() + new string(' ', 300_000) + "x", "too long"),
        ["a local development token"] = (() => JsonSerializer.Serialize(new { ok = true, statusCode = 200, accessToken = Make.Secret }), "local development token of AEM"),
        ["a project without credentials"] = (() => ConsoleFiles.Workspace(), "has no server-to-server credential."),
        ["a project with an API key"] = (() => ConsoleFiles.Workspace(ConsoleFiles.KeyEntry()), "has no server-to-server credential, only: apikey"),
        ["two ids"] = (() => ConsoleFiles.FlatOAuth().Replace("{", "{\"API_KEY\":\"another\",", StringComparison.Ordinal), "says two things about client_id and api_key"),
        ["one key in two spellings"] = (() => ConsoleFiles.FlatOAuth().Replace("{", "{\"client_id\":\"another\",", StringComparison.Ordinal), "says two things about"),
        ["AEM of another IMS"] = (() => ConsoleFiles.Aem("ims.evil.com"), "not Adobe's"),
        ["AEM of an IMS that looks alike"] = (() => ConsoleFiles.Aem("evil-adobelogin.com"), "not Adobe's"),
        ["AEM of an IMS behind user information"] = (() => ConsoleFiles.Aem("https://ims-na1.adobelogin.com@evil.com"), "not Adobe's"),
        ["AEM of an IMS with a port"] = (() => ConsoleFiles.Aem("ims-na1.adobelogin.com:8443"), "not Adobe's"),
        ["AEM of http"] = (() => ConsoleFiles.Aem("http://ims-na1.adobelogin.com"), "not Adobe's"),
        ["AEM of a host in letters that look alike"] = (() => ConsoleFiles.Aem("ims-na1.аdobelogin.com"), "not Adobe's"),
    };

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    public static TheoryData<string> BrokenNames => [.. Broken.Keys];

    [Theory, MemberData(nameof(ShapeNames))]
    public void Every_download_tells_all_that_it_knows(string name)
    {
        var (content, flow, clientId, scopes, hasSecond) = Shapes[name];
        foreach (var text in new[] { content(), "\uFEFF" + content(), "\r\n  " + content() + "\r\n", content()[0] == '{' ? JsonSerializer.Serialize(content()) : content() })
        {
            var options = new AdobeServerAuthOptions();

            CredentialFile.Apply(text, options);

            Assert.Equal(flow, options.Flow);
            Assert.Equal(clientId, options.ClientId);
            Assert.Equal(Make.Secret, options.ClientSecret);
            Assert.Equal(hasSecond ? ConsoleFiles.OldSecret : null, options.AlternateClientSecret);
            Assert.Equal(Make.OrganizationId, options.OrganizationId);
            Assert.Equal(scopes, string.Join(' ', flow == ServerAuthFlow.Jwt ? options.Jwt.MetaScopes : options.Scopes));
            Assert.Equal(flow == ServerAuthFlow.Jwt ? Make.TechnicalAccountId : null, options.Jwt.TechnicalAccountId);
            Assert.Equal(name == "PDF Services" ? new Uri("https://pdf-services.adobe.io/token") : null, options.TokenEndpoint);
            Assert.Equal(name.StartsWith("AEM", StringComparison.Ordinal) ? new Uri("https://ims-na1.adobelogin.com") : null, options.ImsEndpoint);
            Assert.Equal(name.StartsWith("AEM", StringComparison.Ordinal), options.Jwt.PrivateKey is not null);
            Assert.Equal(name == "PDF Services of old" ? "private.key" : null, options.Jwt.PrivateKeyFile);
        }
    }

    [Theory, MemberData(nameof(BrokenNames))]
    public void What_is_no_credential_gets_an_error_of_its_own_that_shows_no_secret(string name)
    {
        var (content, rule) = Broken[name];

        var failure = Assert.Throws<CredentialException>(() => CredentialFile.Apply(content(), new AdobeServerAuthOptions()));

        Assert.Contains(rule, failure.Message, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, failure.ToString());
        BrokenKeyTests.AssertShowsNoKey(Make.PrivateKey, new Microsoft.Extensions.Options.OptionsValidationException("", typeof(string), [failure.ToString()]));
    }

    [Fact]
    public void Several_credentials_are_listed_until_one_is_named()
    {
        var text = ConsoleFiles.Workspace(ConsoleFiles.OAuthEntry("Störung 1", "client-1", "1"), ConsoleFiles.OAuthEntry("Störung 2", "client-2", "2"), ConsoleFiles.JwtEntry("client-3"));

        var failure = Assert.Throws<CredentialException>(() => CredentialFile.Apply(text, new AdobeServerAuthOptions()));
        Assert.Contains("'Störung 1', OAuth Server-to-Server, client id client-1; 'Störung 2', OAuth Server-to-Server, client id client-2; 'Legacy', Service Account (JWT), client id client-3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("or Flow to its kind", failure.Message, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, failure.ToString());

        foreach (var (name, id) in new[] { ("Störung 2", "client-2"), ("2", "client-2"), ("client-2", "client-2"), ("störung 1", "client-1"), (" Legacy ", "client-3") })
        {
            var options = new AdobeServerAuthOptions { CredentialName = name };
            CredentialFile.Apply(text, options);
            Assert.Equal(id, options.ClientId);
        }

        var ofFlow = new AdobeServerAuthOptions { Flow = ServerAuthFlow.Jwt };
        CredentialFile.Apply(text, ofFlow);
        Assert.Equal("client-3", ofFlow.ClientId);
        var missing = Assert.Throws<CredentialException>(() => CredentialFile.Apply(text, new AdobeServerAuthOptions { CredentialName = "Stage" }));
        Assert.Contains("has no credential 'Stage'. It has: 'Störung 1'", missing.Message, StringComparison.Ordinal);
        var ofOtherFlow = Assert.Throws<CredentialException>(() => CredentialFile.Apply(text, new AdobeServerAuthOptions { CredentialName = "1", Flow = ServerAuthFlow.Jwt }));
        Assert.Contains("Flow is Jwt, and the credential file has no credential of that kind", ofOtherFlow.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_being_migrated_is_the_kind_that_was_asked_for()
    {
        var options = new AdobeServerAuthOptions { Flow = ServerAuthFlow.Jwt };

        CredentialFile.Apply(ConsoleFiles.Workspace(ConsoleFiles.MigratingEntry()), options);

        Assert.Equal("ent_adobeio_sdk", Assert.Single(options.Jwt.MetaScopes));
    }

    [Fact]
    public void What_is_set_already_wins()
    {
        var options = Make.JwtOptions(one =>
        {
            one.ClientSecret = "set";
            one.ImsEndpoint = new Uri("https://ims.example");
        });

        CredentialFile.Apply(ConsoleFiles.Aem(), options);

        Assert.Equal((Make.ClientId, "set", Make.PrivateKey, new Uri("https://ims.example")), (options.ClientId, options.ClientSecret, options.Jwt.PrivateKey, options.ImsEndpoint));
        Assert.Null(options.AlternateClientSecret);
        Assert.Equal("ent_dataservices_sdk", Assert.Single(options.Jwt.MetaScopes));
    }

    [Fact]
    public void A_vault_or_a_signer_in_code_wins_as_well()
    {
        var options = new AdobeServerAuthOptions();
        options.UseClientSecret(_ => new ValueTask<string>("of the vault"));
        options.Jwt.UseSigner((_, _) => throw new InvalidOperationException());

        CredentialFile.Apply(ConsoleFiles.Aem(), options);

        Assert.Equal((null, null), (options.ClientSecret, options.Jwt.PrivateKey));
    }

    [Fact]
    public void What_the_file_lacks_may_be_set_beside_it()
    {
        var aem = new AdobeServerAuthOptions { Jwt = { PrivateKeyFile = "private.key" } };
        CredentialFile.Apply(ConsoleFiles.Aem().Replace("privateKey", "private", StringComparison.Ordinal), aem);
        Assert.Equal((Make.Secret, null), (aem.ClientSecret, aem.Jwt.PrivateKey));

        var flat = new AdobeServerAuthOptions { ClientSecret = "set" };
        CredentialFile.Apply(ConsoleFiles.FlatOAuth().Replace("CLIENT_SECRETS", "REMOVED", StringComparison.Ordinal), flat);
        Assert.Equal((Make.ClientId, "set"), (flat.ClientId, flat.ClientSecret));

        var foreign = new AdobeServerAuthOptions { ImsEndpoint = new Uri("https://localhost:8443") };
        CredentialFile.Apply(ConsoleFiles.Aem("localhost:8443"), foreign);
        Assert.Equal(new Uri("https://localhost:8443"), foreign.ImsEndpoint);
    }

    [Fact]
    public void Entries_of_one_client_id_are_one_and_those_without_are_not()
    {
        var two = new AdobeServerAuthOptions();
        CredentialFile.Apply(ConsoleFiles.Workspace(ConsoleFiles.OAuthEntry(), ConsoleFiles.MigratingEntry()), two);
        Assert.Equal((Make.Secret, ConsoleFiles.OldSecret), (two.ClientSecret, two.AlternateClientSecret));

        var empty = ConsoleFiles.Workspace(ConsoleFiles.OAuthEntry(clientId: ""), ConsoleFiles.OAuthEntry(clientId: ""));
        Assert.Contains("has several credentials", Assert.Throws<CredentialException>(() => CredentialFile.Apply(empty, new AdobeServerAuthOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stage_is_asked_where_the_file_says_so()
    {
        foreach (var text in new[] { "{\"__ims_oauth_s2s\":" + ConsoleFiles.FlatOAuth() + ",\"__ims_env\":\"stage\"}", ConsoleFiles.FlatOAuth().Replace("{", "{\"environment\":\"stage\",", StringComparison.Ordinal) })
        {
            var options = new AdobeServerAuthOptions();
            CredentialFile.Apply(text, options);
            Assert.Equal(new Uri("https://ims-na1-stg1.adobelogin.com"), options.ImsEndpoint);
        }
    }

    [Fact]
    public void A_name_that_could_be_a_secret_is_not_shown()
    {
        var failure = Assert.Throws<CredentialException>(() => CredentialFile.Apply(ConsoleFiles.FlatOAuth(), new AdobeServerAuthOptions { CredentialName = Make.Secret }));

        Leaks.AssertNone(Make.Secret, failure.ToString());
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("\uDC00")]
    public void Half_of_a_character_is_no_credential(string half)
    {
        Assert.Throws<CredentialException>(() => CredentialFile.Apply("{\"CLIENT_ID\":\"" + half + "\"}", new AdobeServerAuthOptions()));
        Assert.Throws<CredentialException>(() => CredentialFile.Apply("IMS_OAUTH_S2S_SCOPES=[\"" + half + "\"]", new AdobeServerAuthOptions()));
    }

    [Fact]
    public void An_endpoint_that_is_set_takes_the_place_of_the_files_as_a_whole()
    {
        var ims = new AdobeServerAuthOptions { ImsEndpoint = new Uri("https://localhost:8443") };
        CredentialFile.Apply(ConsoleFiles.Pdf(), ims);
        Assert.Equal(new Uri("https://localhost:8443/token"), ims.TokenEndpoint);

        var token = new AdobeServerAuthOptions { TokenEndpoint = new Uri("https://ims.example/ims/exchange/jwt") };
        CredentialFile.Apply(ConsoleFiles.Aem(), token);
        Assert.Null(token.ImsEndpoint);
    }

    [Fact]
    public void The_environment_of_App_Builder_is_read_as_its_file_is()
    {
        var names = ConsoleFiles.ActionVariables;
        try
        {
            Assert.Contains("no credential variables", Assert.Throws<CredentialException>(() => CredentialFile.ApplyEnvironment(new AdobeServerAuthOptions())).Message, StringComparison.Ordinal);
            foreach (var (name, value) in names)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            var options = new AdobeServerAuthOptions();
            CredentialFile.ApplyEnvironment(options);
            Assert.Equal((Make.ClientId, Make.Secret, Make.OrganizationId), (options.ClientId, options.ClientSecret, options.OrganizationId));
            Assert.Equal(["openid", "AdobeID"], options.Scopes);
        }
        finally
        {
            foreach (var name in names.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("A = b ", "b")]
    [InlineData("export\tA=b", "b")]
    [InlineData("A=", "")]
    [InlineData("A= # not needed", "")]
    [InlineData("A=b\t# comment", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=\"b # c\" # d", "b # c")]
    [InlineData("A='b \\n \"c\"'", "b \\n \"c\"")]
    [InlineData("A=`b \"c' d`", "b \"c' d")]
    [InlineData("A=\"b\\nc\\\"d\\\\e\\tf\"", "b\nc\"d\\e\\tf")]
    [InlineData("A=\"b\nc\"", "b\nc")]
    [InlineData("A=\"b", "\"b")]
    [InlineData("#A=c\rA=b\rB=d", "b")]
    [InlineData("A=b=c", "b=c")]
    public void A_line_of_an_environment_file_is_read_as_dotenv_does(string text, string value) =>
        Assert.Equal(value, EnvironmentFile.Read(text).First(variable => variable.Key == "A").Value);

    [Fact]
    public void Variables_of_a_sample_count_where_there_are_no_others()
    {
        var options = new AdobeServerAuthOptions();

        CredentialFile.Apply(ConsoleFiles.Action() + "\nPDF_SERVICES_CLIENT_ID=another\nPDF_SERVICES_CLIENT_SECRET=another", options);

        Assert.Equal(Make.ClientId, options.ClientId);
    }

    [Fact]
    public void Names_with_hyphens_and_numbers_are_shown()
    {
        var text = ConsoleFiles.Workspace(ConsoleFiles.OAuthEntry("campaign-prod-1", "campaign-client-1", "1"), ConsoleFiles.OAuthEntry("campaign-prod-2", "campaign-client-2", "1"));

        var failure = Assert.Throws<CredentialException>(() => CredentialFile.Apply(text, new AdobeServerAuthOptions()));

        Assert.Contains("'campaign-prod-1'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'campaign-prod-2'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variables_of_the_samples_of_PDF_Services_are_known()
    {
        var options = new AdobeServerAuthOptions();

        CredentialFile.Apply($"PDF_SERVICES_CLIENT_ID={Make.ClientId}\nPDF_SERVICES_CLIENT_SECRET={Make.Secret}", options);

        Assert.Equal((Make.ClientId, Make.Secret, new Uri("https://pdf-services.adobe.io/token")), (options.ClientId, options.ClientSecret, options.TokenEndpoint));
    }

    [Fact]
    public void A_context_of_aio_is_named_as_it_was_before_it_was_a_variable()
    {
        var text = ConsoleFiles.Aio("My__Cred") + "\n" + ConsoleFiles.Aio("Other", "other");
        var options = new AdobeServerAuthOptions { CredentialName = "My_Cred" };

        CredentialFile.Apply(text, options);

        Assert.Equal(Make.ClientId, options.ClientId);
        Assert.Contains("'My_Cred'", Assert.Throws<CredentialException>(() => CredentialFile.Apply(text, new AdobeServerAuthOptions())).Message, StringComparison.Ordinal);
    }
}
