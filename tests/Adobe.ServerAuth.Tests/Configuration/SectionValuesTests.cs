using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;
using CsCheck;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public class SectionValuesTests
{
    private static readonly string SecretFile = Written(Make.Secret, ".txt");

    private static readonly string CredentialFile = Written("AIO_ims_contexts_Production_client__id=of-the-file\nAIO_ims_contexts_Stage_client__id=of-another", ".env");

    private static readonly string Json = JsonSerializer.Serialize(new
    {
        AdobeServerAuth = new
        {
            Flow = "oauth",
            ClientId = Section.Mark,
            ClientSecret = Make.Secret,
            AlternateClientSecret = "the other " + Make.Secret,
            CredentialFile,
            CredentialName = "Production",
            Scopes = new[] { "openid", "AdobeID" },
            OrganizationId = Make.OrganizationId,
            ImsEndpoint = "https://ims.example",
            TokenEndpoint = "https://ims.example/ims/token/v4",
            Jwt = new
            {
                TechnicalAccountId = Make.TechnicalAccountId,
                MetaScopes = new[] { "ent_user_sdk", "ent_dataservices_sdk" },
                PrivateKey = Make.PrivateKey,
                PrivateKeyFile = "private.key",
                PrivateKeyPassphrase = "of the key",
                AssertionLifetime = "00:04:05",
                SendJwtId = true,
            },
            Cache = new
            {
                RefreshBeforeExpiry = "00:01:01",
                RefreshJitter = "00:01:02",
                ClockSkew = "00:01:03",
                TransientFailureCooldown = "00:01:04",
                PermanentFailureCooldown = "00:01:05",
                RejectionCooldown = "00:01:06.5",
            },
            TokenRequest = new
            {
                AttemptTimeout = "00:01:07",
                TotalTimeout = "00:01:08",
                MaxRetries = 7,
                RetryDelay = "00:00:09",
                MaxResponseBytes = 4096,
            },
        },
    });

    [Fact]
    public void Every_key_binds_from_json() => AssertAllKeys(Section.Read(FromJson(Json)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_key_binds_in_any_case(bool upper)
    {
        var keys = Flat().Select(pair => KeyValuePair.Create(upper ? pair.Key.ToUpperInvariant() : pair.Key.ToLowerInvariant(), pair.Value));

        AssertAllKeys(Section.Read(new ConfigurationBuilder().AddInMemoryCollection(keys).Build()));
    }

    [Fact]
    public void Every_key_binds_from_the_environment()
    {
        const string prefix = "SectionValuesTests_";
        var variables = Flat().Select(pair => (Name: prefix + pair.Key.Replace(":", "__"), pair.Value)).ToArray();
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            AssertAllKeys(Section.Read(new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build()));
        }
        finally
        {
            foreach (var (name, _) in variables)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    [Theory]
    [InlineData("openid,AdobeID")]
    [InlineData("openid, AdobeID")]
    [InlineData(" openid ,\tAdobeID , ")]
    [InlineData(",openid,,AdobeID,openid")]
    [InlineData("openid,AdobeID,openid,AdobeID")]
    public void Scopes_are_one_text_with_commas_trimmed_and_without_doubles(string scopes)
    {
        Assert.Equal(["openid", "AdobeID"], Section.Read(("Scopes", scopes)).Scopes);
    }

    [Fact]
    public void Scopes_are_an_array_whose_entries_may_hold_commas_and_blanks_and_doubles()
    {
        Assert.Equal(["openid", "AdobeID", "session"], Section.Read(("Scopes", null), ("Scopes:0", " openid "), ("Scopes:1", "AdobeID, session,"), ("Scopes:2", "openid"), ("Scopes:3", "")).Scopes);
    }

    [Fact]
    public void The_same_section_read_from_two_registrations_doubles_nothing()
    {
        var configuration = Section.Configuration(Section.Keys(("Scopes", null), ("Scopes:0", "openid"), ("Scopes:1", "AdobeID")));
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddAdobeServerAuth().Services
            .AddAdobeServerAuth(configuration.GetSection(Section.Path)).Services
            .AddAdobeServerAuth(configuration.GetSection(Section.Path)).Services
            .BuildServiceProvider();

        Assert.Equal(["openid", "AdobeID"], services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value.Scopes);
    }

    [Fact]
    public void A_key_that_is_left_out_keeps_what_code_set_before_and_a_delegate_after_wins()
    {
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(Section.Configuration(Section.Keys()))
            .AddAdobeServerAuth(options =>
            {
                options.Scopes = ["other"];
                options.OrganizationId = Make.OrganizationId;
                options.TokenRequest.MaxRetries = 9;
            }).Services
            .AddAdobeServerAuth().Services
            .AddAdobeServerAuth(options => options.ClientId = "of-code").Services
            .BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value;

        Assert.Equal(["openid", "AdobeID"], options.Scopes);
        Assert.Equal(Make.OrganizationId, options.OrganizationId);
        Assert.Equal(9, options.TokenRequest.MaxRetries);
        Assert.Equal("of-code", options.ClientId);
    }

    [Theory]
    [InlineData("OrganizationId")]
    [InlineData("Flow")]
    [InlineData("ImsEndpoint")]
    [InlineData("TokenEndpoint")]
    [InlineData("Cache")]
    [InlineData("TokenRequest")]
    public void An_optional_key_may_be_left_empty(string key)
    {
        var options = Section.Read((key, ""));

        Assert.True(string.IsNullOrEmpty(options.OrganizationId));
        Assert.Null(options.Flow);
        Assert.Null(options.ImsEndpoint);
        Assert.Null(options.TokenEndpoint);
    }

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        foreach (var options in new[] { new AdobeServerAuthOptions { Scopes = ["openid", "AdobeID"] }, Section.Read() })
        {
            Assert.Null(options.Flow);
            Assert.Null(options.OrganizationId);
            Assert.Null(options.ImsEndpoint);
            Assert.Null(options.TokenEndpoint);
            Assert.Equal(TimeSpan.FromMinutes(5), options.Cache.RefreshBeforeExpiry);
            Assert.Equal(TimeSpan.FromMinutes(5), options.Cache.RefreshJitter);
            Assert.Equal(TimeSpan.FromSeconds(30), options.Cache.ClockSkew);
            Assert.Equal(TimeSpan.FromSeconds(1), options.Cache.TransientFailureCooldown);
            Assert.Equal(TimeSpan.FromSeconds(10), options.Cache.PermanentFailureCooldown);
            Assert.Equal(TimeSpan.FromSeconds(10), options.Cache.RejectionCooldown);
            Assert.Equal(TimeSpan.FromSeconds(10), options.TokenRequest.AttemptTimeout);
            Assert.Equal(TimeSpan.FromSeconds(30), options.TokenRequest.TotalTimeout);
            Assert.Equal(3, options.TokenRequest.MaxRetries);
            Assert.Equal(TimeSpan.FromSeconds(0.5), options.TokenRequest.RetryDelay);
            Assert.Equal(1024 * 1024, options.TokenRequest.MaxResponseBytes);
        }

        Assert.Empty(new AdobeServerAuthOptions().Scopes);
    }

    [Fact]
    public void The_ends_of_every_range_are_valid()
    {
        foreach (var (key, mayBeZero, longest, _) in BrokenKeys.Durations)
        {
            Section.Read((key, longest));
            Section.Read((key, " " + longest + " "));
            Section.Read((key, mayBeZero ? "00:00:00" : "00:00:00.0000001"));
        }

        Assert.Equal(0, Section.Read(("TokenRequest:MaxRetries", "0")).TokenRequest.MaxRetries);
        Assert.Equal(10, Section.Read(("TokenRequest:MaxRetries", " 10 ")).TokenRequest.MaxRetries);
        Assert.Equal(4096, Section.Read(("TokenRequest:MaxResponseBytes", "4096")).TokenRequest.MaxResponseBytes);
        Assert.Equal(16777216, Section.Read(("TokenRequest:MaxResponseBytes", "16777216")).TokenRequest.MaxResponseBytes);
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://[::1]:8080")]
    [InlineData("HTTPS://ims-na1-stg1.adobelogin.com")]
    [InlineData(" https://ims.example ")]
    [InlineData("https://ims.example/ims")]
    [InlineData("https://ims.example/ims/")]
    public void Ims_may_be_https_or_a_loopback_host(string address)
    {
        Assert.Equal(new Uri(address.Trim()), Section.Read(("ImsEndpoint", address)).ImsEndpoint);
    }

    [Fact]
    public void A_products_own_token_endpoint_needs_no_scopes_and_one_of_ims_does()
    {
        Assert.Empty(Section.Read(("TokenEndpoint", "https://pdf-services.adobe.io/token"), ("Scopes", null)).Scopes);
        Assert.StartsWith(
            "AdobeServerAuth:Scopes is missing",
            Assert.Single(Section.Refusal(("TokenEndpoint", "https://ims-na1.adobelogin.com/ims/token/v2"), ("Scopes", null)).Failures),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_stands_under_whatever_key_the_reader_never_throws_and_no_failure_shows_it()
    {
        string[] known = [.. Flat().Select(pair => pair.Key[(Section.Path.Length + 1)..]), "Cache", "TokenRequest", "Scopes"];
        var key = Gen.OneOf(
            Gen.OneOf(known),
            Gen.OneOf(known).Select(Gen.String, (k, tail) => $"{k}:{tail}"),
            Gen.OneOf(known).Select(Gen.Int[0, 3], (k, i) => $"{k}:{i}"),
            Gen.String);
        var value = Gen.OneOf(
            Gen.String.Select(tail => (string?)(Section.Mark + tail)),
            Gen.String.Select(head => (string?)(head + Section.Mark)),
            Gen.OneOf("https://", "http://", "00:00:", "1.", "-", "openid,").Select(head => (string?)(head + Section.Digits)),
            Gen.Const(() => (string?)null));

        Gen.Select(key, value).Array[1, 12].Sample(pairs =>
        {
            var keys = pairs.GroupBy(pair => pair.Item1, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => (string?)group.First().Item2);
            try
            {
                _ = Section.Read(Section.Configuration(keys));
            }
            catch (OptionsValidationException refusal)
            {
                Section.AssertShowsNoValue(refusal);
                Assert.Equal(refusal.Failures.Count(), refusal.Failures.Distinct().Count());
                Assert.All(refusal.Failures, line => Assert.StartsWith("AdobeServerAuth", line, StringComparison.Ordinal));
            }
        }, iter: 600);
    }

    private static string Written(string content, string extension)
    {
        var path = Path.Combine(AppContext.BaseDirectory, nameof(SectionValuesTests) + extension);
        File.WriteAllText(path, content);
        return path;
    }

    private static IConfigurationRoot FromJson(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    private static IEnumerable<KeyValuePair<string, string?>> Flat() => FromJson(Json).AsEnumerable().Where(pair => pair.Value is not null);

    // Every public property of the four classes must be of this table: a key that is forgotten by the reader fails here.
    private static void AssertAllKeys(AdobeServerAuthOptions options)
    {
        Assert.Equal(ServerAuthFlow.OAuth, options.Flow);
        Assert.Equal(Section.Mark, options.ClientId);
        Assert.Equal(Make.Secret, options.ClientSecret);
        Assert.Equal("the other " + Make.Secret, options.AlternateClientSecret);
        Assert.Equal(CredentialFile, options.CredentialFile);
        Assert.Equal("Production", options.CredentialName);
        Assert.Equal(["openid", "AdobeID"], options.Scopes);
        Assert.Equal(Make.OrganizationId, options.OrganizationId);
        Assert.Equal(new Uri("https://ims.example"), options.ImsEndpoint);
        Assert.Equal(new Uri("https://ims.example/ims/token/v4"), options.TokenEndpoint);
        Assert.Equal(Make.TechnicalAccountId, options.Jwt.TechnicalAccountId);
        Assert.Equal(["ent_user_sdk", "ent_dataservices_sdk"], options.Jwt.MetaScopes);
        Assert.Equal(Make.PrivateKey, options.Jwt.PrivateKey);
        Assert.Equal("private.key", options.Jwt.PrivateKeyFile);
        Assert.Equal("of the key", options.Jwt.PrivateKeyPassphrase);
        Assert.Equal(new TimeSpan(0, 4, 5), options.Jwt.AssertionLifetime);
        Assert.True(options.Jwt.SendJwtId);
        Assert.Equal(TimeSpan.FromSeconds(61), options.Cache.RefreshBeforeExpiry);
        Assert.Equal(TimeSpan.FromSeconds(62), options.Cache.RefreshJitter);
        Assert.Equal(TimeSpan.FromSeconds(63), options.Cache.ClockSkew);
        Assert.Equal(TimeSpan.FromSeconds(64), options.Cache.TransientFailureCooldown);
        Assert.Equal(TimeSpan.FromSeconds(65), options.Cache.PermanentFailureCooldown);
        Assert.Equal(TimeSpan.FromSeconds(66.5), options.Cache.RejectionCooldown);
        Assert.Equal(TimeSpan.FromSeconds(67), options.TokenRequest.AttemptTimeout);
        Assert.Equal(TimeSpan.FromSeconds(68), options.TokenRequest.TotalTimeout);
        Assert.Equal(7, options.TokenRequest.MaxRetries);
        Assert.Equal(TimeSpan.FromSeconds(9), options.TokenRequest.RetryDelay);
        Assert.Equal(4096, options.TokenRequest.MaxResponseBytes);
    }

    // Not beside ClientSecret, which the others have.
    [Fact]
    public void The_file_of_a_secret_binds_as_well() =>
        Assert.Equal(SecretFile, Section.Read(("ClientSecret", null), ("ClientSecretFile", SecretFile)).ClientSecretFile);

    [Fact]
    public void No_key_is_missing_in_these_tests()
    {
        string[] properties =
        [
            .. typeof(AdobeServerAuthOptions).GetProperties().Select(property => property.Name).Where(name => name is not ("Jwt" or "Cache" or "TokenRequest" or "ClientSecretFile")),
            .. typeof(JwtOptions).GetProperties().Select(property => "Jwt:" + property.Name),
            .. typeof(TokenCacheOptions).GetProperties().Select(property => "Cache:" + property.Name),
            .. typeof(TokenRequestOptions).GetProperties().Select(property => "TokenRequest:" + property.Name),
        ];
        var tested = Flat().Select(pair => pair.Key[(Section.Path.Length + 1)..].TrimEnd(':', '0', '1')).Distinct();

        Assert.Equal(properties.Order(), tested.Order());
    }
}
