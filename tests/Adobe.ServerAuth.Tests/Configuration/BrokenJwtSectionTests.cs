using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Configuration;

public class BrokenJwtSectionTests
{
    public static TheoryData<string> Names => [.. BrokenJwtKeys.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_broken_key_gets_one_line_with_its_path_the_rule_and_the_remedy_and_never_its_value(string name)
    {
        var broken = BrokenJwtKeys.All[name];

        var refusal = JwtSection.Refusal(broken.Changes);

        var line = Assert.Single(refusal.Failures);
        Assert.StartsWith($"AdobeServerAuth:{broken.Key} ", line, StringComparison.Ordinal);
        Assert.Contains(broken.Rule, line, StringComparison.Ordinal);
        Assert.Contains(broken.Remedy, line, StringComparison.Ordinal);
        Section.AssertShowsNoValue(refusal);
        BrokenKeyTests.AssertShowsNoKey(Make.PrivateKey, refusal);
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once()
    {
        var refusal = Section.Refusal(
            [.. Section.Keys().Keys.Select(key => (key, (string?)null)), ("Flow", "Jwt"), ("Jwt:AssertionLifetime", "300"), ("Jwt:SendJwtId", "yes"), ("Jwt:PrivatKey", Section.Mark), ("TokenEndpoint", "https://ims-na1.adobelogin.com/ims/token/v3")]);

        Assert.Equal(
            ["ClientId", "ClientSecret", "Jwt:AssertionLifetime", "Jwt:MetaScopes", "Jwt:PrivatKey", "Jwt:SendJwtId", "Jwt:TechnicalAccountId", "OrganizationId", "TokenEndpoint"],
            refusal.Failures.Select(line => line.Split(' ')[0].Replace("AdobeServerAuth:", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Section.AssertShowsNoValue(refusal);
    }

    [Fact]
    public void A_value_in_the_place_of_the_group_is_named_as_such()
    {
        var refusal = JwtSection.Refusal(("Jwt", Section.Mark));

        Assert.Contains(refusal.Failures, line => line.StartsWith("AdobeServerAuth:Jwt must be a section", StringComparison.Ordinal));
        Section.AssertShowsNoValue(refusal);
    }

    [Theory]
    [InlineData("Jwt")]
    [InlineData("JWT")]
    [InlineData(" jwt ")]
    public void A_valid_section_is_read_whatever_the_case_of_its_flow(string flow)
    {
        var options = JwtSection.Read(("Flow", flow), ("Jwt:AssertionLifetime", "00:10:00"), ("Jwt:SendJwtId", "True"));

        Assert.Equal(ServerAuthFlow.Jwt, options.Flow);
        Assert.Equal((Make.TechnicalAccountId, Make.PrivateKey, null), (options.Jwt.TechnicalAccountId, options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile));
        Assert.Equal((TimeSpan.FromMinutes(10), true), (options.Jwt.AssertionLifetime, options.Jwt.SendJwtId));
        Assert.Equal(["ent_dataservices_sdk"], options.Jwt.MetaScopes);
    }

    [Fact]
    public void Scopes_do_no_harm_in_this_flow() =>
        Assert.Equal(["openid", "AdobeID"], JwtSection.Read(("Scopes", "openid, AdobeID")).Scopes);

    [Theory]
    [InlineData(null)]
    [InlineData("OAuth")]
    public void In_the_other_flow_nothing_of_a_service_account_is_looked_at(string? flow)
    {
        var options = JwtSection.Read(
            ("Flow", flow), ("Scopes", "openid"), ("Jwt:TechnicalAccountId", Section.Mark), ("Jwt:MetaScopes", "https://ims-na1-stg1.adobelogin.com/s/a b"),
            ("Jwt:PrivateKey", Section.Mark), ("Jwt:PrivateKeyFile", "/no/such/file"), ("Jwt:AssertionLifetime", "23:00:00"));

        Assert.Equal(flow is null ? null : ServerAuthFlow.OAuth, options.Flow);
    }
}
