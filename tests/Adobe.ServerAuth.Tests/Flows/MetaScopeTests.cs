using Adobe.ServerAuth.Tests.Configuration;

namespace Adobe.ServerAuth.Tests.Flows;

public class MetaScopeTests
{
    private const string Ims = "https://ims-na1.adobelogin.com";

    // Two metascopes, in all ways that they are written.
    private static readonly Dictionary<string, string[]> Notations = new()
    {
        ["names"] = ["ent_aem_cloud_api", "ent_cloudmgr_sdk"],
        ["paths"] = ["/s/ent_aem_cloud_api", "/s/ent_cloudmgr_sdk"],
        ["addresses"] = [Ims + "/s/ent_aem_cloud_api", "HTTPS://IMS-NA1.adobelogin.com:443/s/ent_cloudmgr_sdk"],
        ["paths and addresses with a slash behind"] = ["/s/ent_aem_cloud_api/", Ims + "/s/ent_cloudmgr_sdk/"],
        ["text with commas"] = ["ent_aem_cloud_api,ent_cloudmgr_sdk"],
        ["text with commas and blanks"] = [" ent_aem_cloud_api , ent_cloudmgr_sdk, "],
        ["paths and addresses with commas"] = [$"/s/ent_aem_cloud_api, {Ims}/s/ent_cloudmgr_sdk"],
        ["JSON text"] = ["""["ent_aem_cloud_api", "ent_cloudmgr_sdk"]"""],
        ["JSON text of addresses"] = [$$"""[ "{{Ims}}/s/ent_aem_cloud_api", "/s/ent_cloudmgr_sdk" ]"""],
        ["duplicates in several notations"] = ["ent_aem_cloud_api", Ims + "/s/ent_aem_cloud_api,/s/ent_cloudmgr_sdk", """["ent_cloudmgr_sdk"]""", "ent_aem_cloud_api"],
    };

    public static TheoryData<string> Names => [.. Notations.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task All_notations_give_the_same_claims(string notation)
    {
        var assertion = await JwtStub.AssertionOfAsync(options => options.Jwt.MetaScopes = Notations[notation]);

        await assertion.VerifyAsync();
        Assert.Equal([Ims + "/s/ent_aem_cloud_api", Ims + "/s/ent_cloudmgr_sdk"], assertion.MetaScopes.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task All_notations_may_stand_in_a_section_as_an_array_or_a_text(string notation)
    {
        var entries = Notations[notation];
        var array = JwtSection.Read([("Jwt:MetaScopes", null), .. entries.Select((entry, i) => ($"Jwt:MetaScopes:{i}", (string?)entry))]);
        var written = new List<AdobeServerAuthOptions> { array };
        if (entries.Length == 1)
        {
            written.Add(JwtSection.Read(("Jwt:MetaScopes", entries[0])));
        }

        foreach (var read in written)
        {
            var assertion = await JwtStub.AssertionOfAsync(options => options.Jwt.MetaScopes = read.Jwt.MetaScopes);

            Assert.Equal([Ims + "/s/ent_aem_cloud_api", Ims + "/s/ent_cloudmgr_sdk"], assertion.MetaScopes.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("https://ims-na1-stg1.adobelogin.com")]
    [InlineData("https://ims.example:8443")]
    public async Task An_address_may_name_the_other_ims_that_is_asked(string ims)
    {
        var assertion = await JwtStub.AssertionOfAsync(options => (options.ImsEndpoint, options.Jwt.MetaScopes) = (new Uri(ims), [ims + "/s/ent_user_sdk"]));

        Assert.Equal([ims + "/s/ent_user_sdk"], assertion.MetaScopes);
    }

    [Fact]
    public async Task An_emulator_stands_in_for_the_host_that_an_address_names()
    {
        var assertion = await JwtStub.AssertionOfAsync(options => (options.ImsEndpoint, options.Jwt.MetaScopes) = (new Uri("http://localhost:8080"), [Ims + "/s/ent_user_sdk"]));

        Assert.Equal(["https://localhost:8080/s/ent_user_sdk"], assertion.MetaScopes);
    }
}
