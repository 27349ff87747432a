namespace Adobe.ServerAuth.Tests.Flows;

public class AssertionHostTests
{
    [Fact]
    public async Task An_assertion_of_a_host_with_letters_of_its_own_names_the_host_that_is_asked()
    {
        var assertion = await JwtStub.AssertionOfAsync(options => options.ImsEndpoint = new Uri("https://ims.bücher.example"));

        Assert.StartsWith("https://ims.xn--bcher-kva.example/c/", assertion.Claims.GetProperty("aud").GetString(), StringComparison.Ordinal);
    }
}
