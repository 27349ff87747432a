using System.Text;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

public sealed class AccessTokenClaimsTests
{
    [Fact]
    public void The_claims_are_read_with_their_strings_milliseconds_and_commas()
    {
        var claims = Read("""
            {"id":"1760000000000_a_ue1","type":"access_token","client_id":"c","user_id":"u@techacct.adobe.com","as":"ims-na1","ctp":0,
             "expires_in":"86400000","created_at":"1760000000000","scope":"openid,AdobeID, read_organizations"}
            """)!;

        Assert.Equal(("1760000000000_a_ue1", "access_token", "c", "u@techacct.adobe.com", "ims-na1"), (claims.TokenId, claims.Type, claims.ClientId, claims.UserId, claims.IssuedBy));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1760000000000), claims.CreatedAt);
        Assert.Equal(TimeSpan.FromDays(1), claims.Lifetime);
        Assert.Equal(claims.CreatedAt + TimeSpan.FromDays(1), claims.ExpiresAt);
        Assert.Equal(["openid", "AdobeID", "read_organizations"], claims.Scopes);
        Assert.Equal(
            "AccessTokenClaims { ClientId = c, UserId = u@techacct.adobe.com, IssuedBy = ims-na1, CreatedAt = 2025-10-09T08:53:20.0000000+00:00, ExpiresAt = 2025-10-10T08:53:20.0000000+00:00, Scopes = openid,AdobeID,read_organizations }",
            claims.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"client_id":1,"expires_in":-1,"created_at":"soon","scope":["openid"]}""")]
    [InlineData("""{"created_at":"1e300","expires_in":"1e300"}""")]
    [InlineData("""{"created_at":"253402300800000","expires_in":"922337203685477.6"}""")]
    public void What_is_not_there_or_makes_no_sense_is_null(string payload)
    {
        var claims = Read(payload)!;

        Assert.Null(claims.ClientId);
        Assert.Null(claims.CreatedAt);
        Assert.Null(claims.Lifetime);
        Assert.Null(claims.ExpiresAt);
        Assert.Empty(claims.Scopes);
        Assert.StartsWith("AccessTokenClaims { ClientId = null, UserId = null, ", claims.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_beyond_the_calendar_is_none() => Assert.Null(Read("""{"created_at":"253402300799000","expires_in":"86400000"}""")!.ExpiresAt);

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("a.W10.c")]
    [InlineData("a.e30x.c")]
    public void A_token_of_another_form_tells_nothing(string value) => Assert.Null(AccessTokenClaims.Read(new AccessToken(value, default)));

    [Fact]
    public void A_token_must_be_there() => Assert.Throws<ArgumentNullException>("token", () => AccessTokenClaims.Read((AccessToken)null!));

    private static AccessTokenClaims? Read(string payload) =>
        AccessTokenClaims.Read(Make.Token("e30." + Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)).TrimEnd('=').Replace('+', '-').Replace('/', '_') + ".c2ln", default));
}
