#if !NETSTANDARD_BUILD
using System.Security.Cryptography;
#endif
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public sealed class UnusableValueTests : IDisposable
{
    private static readonly string[] Keys = ["ClientId", "ClientSecret", "AlternateClientSecret", "Scopes", "OrganizationId"];
    private static readonly string[] JwtKeys = ["Jwt:TechnicalAccountId", "Jwt:MetaScopes", "Jwt:PrivateKey"];

    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<string, string> Any => [.. UnusableValues.References.Concat(UnusableValues.Blanks).Select(row => (row.Value, row.Fault))];

    public static TheoryData<string, string> References => [.. UnusableValues.References.Select(row => (row.Value, row.Fault))];

    // Values of this run are no names of tests.
    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, UnusableValues.Kinds.Length)];

    [Theory, MemberData(nameof(Any))]
    public void A_placeholder_is_refused_as_what_it_is_under_every_key(string value, string fault)
    {
        foreach (var key in Keys)
        {
            AssertOneLine(Section.Refusal((key, value)), key, fault, value);
        }

        foreach (var key in JwtKeys)
        {
            AssertOneLine(JwtSection.Refusal((key, value)), key, fault, value);
        }
    }

    [Theory, MemberData(nameof(Any))]
    public void A_placeholder_is_refused_in_a_file_of_a_secret_and_in_a_credential_file(string value, string fault)
    {
        File.WriteAllText(_file, value + "\n");
        AssertOneLine(Section.Refusal(("ClientSecret", null), ("ClientSecretFile", _file)), "ClientSecretFile", "names a file whose content " + fault, value);

        File.WriteAllText(_file, System.Text.Json.JsonSerializer.Serialize(new { CLIENT_ID = Make.ClientId, CLIENT_SECRETS = new[] { value }, SCOPES = "openid" }));
        var refusal = Section.Refusal(("ClientId", null), ("ClientSecret", null), ("Scopes", null), ("CredentialFile", _file));
        AssertOneLine(refusal, "CredentialFile", "names a file whose ClientSecret " + fault, value);
        Assert.Equal(Make.Secret, Section.Read(("CredentialFile", _file)).ClientSecret);
    }

    // Values that no tool resolved say more than that a number is no number.
    [Theory, MemberData(nameof(References))]
    public void A_reference_is_refused_where_a_path_an_address_a_number_or_a_duration_belongs(string value, string fault)
    {
        string[] paths = ["ClientSecretFile", "CredentialFile"];
        string[] others = value.Contains("://", StringComparison.Ordinal) ? [] : ["ImsEndpoint", "TokenEndpoint", "Cache:RefreshJitter", "TokenRequest:MaxRetries", "Flow"];
        foreach (var key in paths.Concat(others))
        {
            AssertOneLine(Section.Refusal((key, value), ("ClientSecret", key == "ClientSecretFile" ? null : Make.Secret)), key, fault, value);
        }

        AssertOneLine(JwtSection.Refusal(("Jwt:PrivateKey", null), ("Jwt:PrivateKeyFile", value)), "Jwt:PrivateKeyFile", fault, value);
        AssertOneLine(JwtSection.Refusal(("Jwt:SendJwtId", value.Replace("://", ":", StringComparison.Ordinal))), "Jwt:SendJwtId", "", value);
    }

#if !NETSTANDARD_BUILD
    // A person chooses a passphrase and the name of a file, so that their form matters only when they are wrong.
    [Theory]
    [InlineData("${PASSPHRASE}", "is a variable")]
    [InlineData("\"in quotes\"", UnusableValues.Quotes)]
    public void A_passphrase_and_a_path_are_refused_for_their_form_only_when_they_are_wrong(string value, string fault)
    {
        var options = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        (string, string?) Key(string passphrase) => ("Jwt:PrivateKey", Make.Key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, options));

        Assert.Equal(value, JwtSection.Read(Key(value), ("Jwt:PrivateKeyPassphrase", value)).Jwt.PrivateKeyPassphrase);
        AssertOneLine(JwtSection.Refusal(Key("another"), ("Jwt:PrivateKeyPassphrase", value)), "Jwt:PrivateKeyPassphrase", fault, value);

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + value);
        File.WriteAllText(path, Make.Secret);
        try
        {
            Assert.Equal(path, Section.Read(("ClientSecret", null), ("ClientSecretFile", path)).ClientSecretFile);
        }
        finally
        {
            File.Delete(path);
        }
    }
#endif

    [Theory]
    [InlineData("https://${IMS_HOST}/ims/token/v3")]
    [InlineData("https://%IMS_HOST%")]
    [InlineData("https://{{ ims_host }}/")]
    public void The_host_of_an_address_may_be_a_variable_too(string value)
    {
        AssertOneLine(Section.Refusal(("TokenEndpoint", value)), "TokenEndpoint", "that was not replaced", value);
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("'{0}'")]
    [InlineData("`{0}`")]
    [InlineData("“{0}”")]
    [InlineData("„{0}“")]
    [InlineData("‘{0}’")]
    [InlineData("«{0}»")]
    [InlineData("\\\"{0}\\\"")]
    public void Quotation_marks_around_a_value_are_refused(string quoted)
    {
        foreach (var (key, value) in new[] { ("ClientId", Make.ClientId), ("ClientSecret", Make.Secret), ("AlternateClientSecret", Make.Secret), ("OrganizationId", Make.OrganizationId), ("Scopes", "openid,AdobeID"), ("CredentialFile", "/run/credential.json"), ("TokenRequest:MaxRetries", "3"), ("Cache:ClockSkew", "00:00:30"), ("ImsEndpoint", "ims-na1.adobelogin.com"), ("TokenEndpoint", "https://ims-na1.adobelogin.com/ims/token/v3") })
        {
            var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, quoted, value);
            AssertOneLine(Section.Refusal((key, text)), key, UnusableValues.Quotes, text);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_value_of_another_kind_is_refused_with_the_key_where_it_belongs(int row)
    {
        var (key, value, fault) = UnusableValues.Kinds[row];

        AssertOneLine(Section.Refusal((key, value), ("ClientSecret", key == "ClientSecretFile" ? null : key == "ClientSecret" ? value : "an unknown form")), key, fault, value);
    }

    [Fact]
    public void Swapped_id_and_secret_are_one_mistake()
    {
        var refusal = Section.Refusal(("ClientId", Make.Secret), ("ClientSecret", Make.ClientId));

        AssertOneLine(refusal, "ClientId", "looks like a client secret, and ClientSecret looks like a client id: swap the two values.", Make.Secret);
        AssertOneLine(Section.Refusal(("ClientId", Make.Secret), ("ClientSecret", null)), "ClientId", "that belongs under ClientSecret", Make.Secret);
    }

    [Fact]
    public void Keys_with_the_same_fault_have_one_line()
    {
        var refusal = Section.Refusal(("ClientId", "${ID}"), ("ClientSecret", "${SECRET}"), ("Scopes", "${SCOPES}"));

        AssertOneLine(refusal, "ClientId", "The same holds for ClientSecret, Scopes.", "${SECRET}");
    }

    // An emulator takes the ids of documents; a variable that was not replaced is a mistake everywhere.
    [Fact]
    public void An_emulator_may_have_dummy_values()
    {
        foreach (var (value, _) in UnusableValues.Blanks.Where(row => row.Fault == UnusableValues.Dummy && !row.Value.Contains('@', StringComparison.Ordinal)))
        {
            Assert.Equal(value, Section.Read(("ClientId", value), ("ImsEndpoint", "http://localhost:8080")).ClientId);
        }

        AssertOneLine(Section.Refusal(("ClientId", "${ID}"), ("ImsEndpoint", "http://localhost:8080")), "ClientId", "is a variable", "${ID}");
    }

    [Theory]
    [InlineData("\uFEFF{0}")]
    [InlineData("{0}\u200B")]
    [InlineData("{0}\n")]
    [InlineData("\u00A0{0}")]
    [InlineData("{0}\u2028")]
    public void What_is_invisible_is_refused_in_a_secret_and_cut_from_the_end_of_a_file_where_it_is_blank(string format)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Make.Secret);
        AssertOneLine(Section.Refusal(("ClientSecret", text)), "ClientSecret", "must not have blanks or line breaks", text);
        AssertOneLine(Section.Refusal(("ClientId", text.Replace(Make.Secret, "unknown", StringComparison.Ordinal))), "ClientId", "must be visible ASCII characters", text);

        File.WriteAllText(_file, text);
        if (format.Contains('\u200B', StringComparison.Ordinal))
        {
            AssertOneLine(Section.Refusal(("ClientSecret", null), ("ClientSecretFile", _file)), "ClientSecretFile", "does not hold a client secret and nothing else", text);
        }
        else
        {
            Assert.Equal(_file, Section.Read(("ClientSecret", null), ("ClientSecretFile", _file)).ClientSecretFile);
        }
    }

    [Theory]
    [InlineData("$HOME/secret")]
    [InlineData("%USERPROFILE%\\secret.txt")]
    [InlineData("~/secret")]
    public void A_path_with_a_variable_in_it_is_not_found_and_the_message_says_why(string path)
    {
        AssertOneLine(Section.Refusal(("ClientSecret", null), ("ClientSecretFile", path)), "ClientSecretFile", "Variables and ~ in a path are not replaced.", path);
    }

    // What another flow needs may stay set, and is not looked at.
    [Fact]
    public void Values_of_the_other_flow_are_not_looked_at()
    {
        Assert.Equal("${ACCOUNT}", Section.Read(("Jwt:TechnicalAccountId", "${ACCOUNT}")).Jwt.TechnicalAccountId);
        Assert.Equal(["${SCOPES}"], JwtSection.Read(("Scopes", "${SCOPES}")).Scopes);
    }

    public void Dispose() => File.Delete(_file);

    private static void AssertOneLine(OptionsValidationException refusal, string key, string fault, string value)
    {
        var line = Assert.Single(refusal.Failures);
        Assert.StartsWith($"AdobeServerAuth:{key} ", line, StringComparison.Ordinal);
        Assert.Contains(fault, line, StringComparison.Ordinal);
        if (value.Length > 16)
        {
            Assert.DoesNotContain(value, line, StringComparison.Ordinal);
        }
    }
}
