using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Configuration;

public class JwtHintTests
{
    [Fact]
    public void An_organization_of_this_flow_is_found_on_the_page_of_this_credential() => Assert.Contains(
        "Service Account (JWT) > Organization ID",
        Assert.Single(Failures(options => options.OrganizationId = "x")),
        StringComparison.Ordinal);

    [Fact]
    public void A_file_without_a_key_is_not_told_to_be_a_path_for_the_option_that_it_is_in()
    {
        using var folder = new TemporaryFolder();

        var line = Assert.Single(Failures(options => (options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile) = (null, folder.Write("no key"))));

        Assert.DoesNotContain("A path belongs under PrivateKeyFile", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_without_its_last_line_is_damaged_also_beside_a_certificate() => Assert.Contains(
        "is damaged",
        Assert.Single(Failures(options => options.Jwt.PrivateKey = RsaKeys.Certificate(RsaKeys.OfBits(2048)) + "\n" + Make.PrivateKey[..900])),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("https://ims-na1.adobelogin.com/s/ent_user_sdk?x=ent_other_sdk")]
    [InlineData("https://ims-na1.adobelogin.com/s/ent_user_sdk#ent_other_sdk")]
    [InlineData("https://somebody@ims-na1.adobelogin.com/s/ent_user_sdk")]
    public void A_part_of_a_metascope_that_would_not_be_sent_is_told(string metaScope) =>
        Assert.Single(Failures(options => options.Jwt.MetaScopes = [metaScope]));

    [Fact]
    public void An_http_address_of_the_right_host_is_not_told_to_be_of_another() => Assert.DoesNotContain(
        "names a host that is not the IMS",
        string.Concat(Failures(options => options.Jwt.MetaScopes = ["http://ims-na1.adobelogin.com/s/ent_user_sdk"])),
        StringComparison.Ordinal);

    [Fact]
    public void An_address_of_IMS_that_can_not_be_read_is_not_held_against_the_metascopes_that_name_it() => Assert.Single(
        JwtSection.Refusal(("ImsEndpoint", "ims-na1-stg1.adobelogin.com"), ("Jwt:MetaScopes", "https://ims-na1-stg1.adobelogin.com/s/ent_user_sdk")).Failures);

    [Theory]
    [InlineData("https://ims-na1-stg1.adobelogin.com/s/ent user_sdk", "must be names such as")]
    [InlineData(" , ", "is missing")]
    public void Metascopes_that_no_IMS_would_take_are_told_beside_an_address_that_can_not_be_read(string metaScopes, string rule)
    {
        var failures = JwtSection.Refusal(("ImsEndpoint", "ims-na1-stg1.adobelogin.com"), ("Jwt:MetaScopes", metaScopes)).Failures.ToArray();

        Assert.Equal(2, failures.Length);
        Assert.Contains(failures, line => line.StartsWith("AdobeServerAuth:Jwt:MetaScopes ", StringComparison.Ordinal) && line.Contains(rule, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "set ImsEndpoint to that host")]
    [InlineData("https://ims-na1.adobelogin.com/ims/exchange/jwt", "correct TokenEndpoint, which says what host is asked")]
    public void A_metascope_of_another_host_is_told_with_the_key_that_says_which_host_is_asked(string? tokenEndpoint, string remedy) => Assert.Contains(
        remedy,
        Assert.Single(JwtSection.Refusal(("TokenEndpoint", tokenEndpoint), ("Jwt:MetaScopes", "https://ims-na1-stg1.adobelogin.com/s/ent_user_sdk")).Failures),
        StringComparison.Ordinal);

    private static IEnumerable<string> Failures(Action<AdobeServerAuthOptions> change) =>
        new CredentialOptionsValidator().Validate("", Make.JwtOptions(change)).Failures ?? [];
}
