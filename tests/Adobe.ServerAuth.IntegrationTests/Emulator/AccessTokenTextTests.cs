using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class AccessTokenTextTests : EmulatorTest
{
    private readonly SteppedClock _clock = new();

    protected override ImsEmulatorOptions Options => new() { TimeProvider = _clock };

    [Fact]
    public async Task The_header_is_the_one_of_newer_tokens() =>
        Assert.Equal(
            """{"alg":"RS256","x5u":"ims_na1-key-at-1.cer","kid":"ims_na1-key-at-1","itt":"at"}""",
            Encoding.UTF8.GetString(Part(await TokenAsync(), 0)));

    [Fact]
    public async Task The_claims_tell_whose_token_it_is()
    {
        var claims = Claims(await TokenAsync());

        Assert.Equal("access_token", claims.GetProperty("type").GetString());
        Assert.Equal("ims-na1", claims.GetProperty("as").GetString());
        Assert.Equal(Adobe.Credential.ClientId, claims.GetProperty("client_id").GetString());
        Assert.Equal(Adobe.Credential.TechnicalAccountId, claims.GetProperty("user_id").GetString());
        Assert.Equal(Adobe.Credential.TechnicalAccountId, claims.GetProperty("aa_id").GetString());
        Assert.Equal("openid,AdobeID,read_organizations", claims.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task The_times_are_milliseconds_in_strings()
    {
        var claims = Claims(await TokenAsync());

        Assert.Equal("86400000", claims.GetProperty("expires_in").GetString());
        Assert.Equal($"{_clock.GetUtcNow().ToUnixTimeMilliseconds()}", claims.GetProperty("created_at").GetString());
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("nbf")]
    [InlineData("iss")]
    [InlineData("aud")]
    public async Task There_is_no_registered_claim(string name) =>
        Assert.False(Claims(await TokenAsync()).TryGetProperty(name, out _));

    [Fact]
    public async Task The_signature_has_the_length_of_rs256() => Assert.Equal(256, Part(await TokenAsync(), 2).Length);

    [Fact]
    public async Task Even_the_shortest_token_has_1200_characters()
    {
        var small = Adobe.AddCredential(new EmulatedCredential { ClientId = "c", TechnicalAccountId = "t", Scopes = ["s"] });

        Assert.InRange((await TokenAsync(small)).Length, 1200, 1600);
        Assert.InRange((await TokenAsync()).Length, 1200, 1600);
    }

    [Fact]
    public async Task The_claims_hold_the_scopes_that_were_asked_for()
    {
        using var response = await PostAsync(FieldsWith("scope", "AdobeID,openid"));
        var token = (await JsonAsync(response)).GetProperty("access_token").GetString()!;

        Assert.Equal("AdobeID,openid", Claims(token).GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Every_token_is_another_one() => Assert.NotEqual(await TokenAsync(), await TokenAsync());

    private static JsonElement Claims(string token) => JsonDocument.Parse(Part(token, 1)).RootElement;

    private static byte[] Part(string token, int index) => System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[index]);
}
