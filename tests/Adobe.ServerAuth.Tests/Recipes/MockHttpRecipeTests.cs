using System.Net;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;
using RichardSzalay.MockHttp;

namespace Adobe.ServerAuth.Tests.Recipes;

/// <summary>The recipes of docs/testing.md, run.</summary>
public class MockHttpRecipeTests
{
    [Fact]
    public async Task The_side_of_the_API()
    {
        using var api = new MockHttpMessageHandler();
        api.Expect("https://firefly-api.adobe.io/v3/images").WithHeaders("Authorization", "Bearer first-token").Respond(HttpStatusCode.Unauthorized);
        api.Expect("https://firefly-api.adobe.io/v3/images").WithHeaders("Authorization", "Bearer second-token").Respond("application/json", "{}");

        var script = new ScriptedTokenProvider().Returns("first-token").Returns("second-token");
        using var client = new HttpClient(new AdobeServerAuthHandler(script) { InnerHandler = api });

        Assert.Equal("{}", await client.GetStringAsync("https://firefly-api.adobe.io/v3/images", TestContext.Current.CancellationToken));
        api.VerifyNoOutstandingExpectation();
    }

    [Fact]
    public async Task The_side_of_IMS()
    {
        using var ims = new MockHttpMessageHandler();
        ims.Expect(HttpMethod.Post, "https://ims-na1.adobelogin.com/ims/token/v3")
            .WithFormData("grant_type", "client_credentials")
            .WithFormData("scope", "openid,AdobeID,read_organizations")
            .Respond("application/json", Make.TokenJson("first-token"));

        using var cache = TokenProvider.Create(Make.Options(), ims);

        Assert.Equal("first-token", (await cache.GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        ims.VerifyNoOutstandingExpectation();
    }
}
