using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

public class JwtLifetimeTests
{
    private const double Default = 300;
    private const double Longest = 2592000;

    [Theory]
    [InlineData("86399999", 86399.999)]
    [InlineData("\"86399981\"", 86399.981)]
    [InlineData("8.6399999e7", 86399.999)]
    [InlineData("60000", 60)]
    [InlineData("60000.5", 60.0005)]
    [InlineData("59999", 59999)]
    [InlineData("3599", 3599)]
    [InlineData("\"3599\"", 3599)]
    [InlineData("1", 1)]
    [InlineData("2592000000", Longest)]
    [InlineData("2592000001", Longest)]
    [InlineData("1e308", Longest)]
    [InlineData("1e999", Default)]
    [InlineData("0.5", Default)]
    [InlineData("0", Default)]
    [InlineData("-1", Default)]
    [InlineData("-86399999", Default)]
    [InlineData("null", Default)]
    [InlineData("true", Default)]
    [InlineData("\"NaN\"", Default)]
    [InlineData("\"soon\"", Default)]
    [InlineData("[86399999]", Default)]
    [InlineData(null, Default)]
    public async Task Expires_in_is_milliseconds_unless_they_were_less_than_a_minute(string? expiresIn, double seconds)
    {
        using var ims = JwtStub.That(HttpStatusCode.OK, expiresIn is null ? """{"access_token":"t"}""" : $$"""{"token_type":"bearer","access_token":"t","expires_in":{{expiresIn}}}""");

        await AssertLivesAsync(ims, seconds);
    }

    [Theory]
    [InlineData("86399999", 3600000, 3600)]
    [InlineData("3600000", 86400000, 3600)]
    [InlineData("3599", 86400000, 3599)]
    [InlineData("60000", 86400000, 60)]
    [InlineData("85535", 86400000, 85.535)]
    [InlineData("0", 3600000, 3600)]
    [InlineData(null, 86400000, 86400)]
    [InlineData("86399999", 0, 86399.999)]
    [InlineData("86399999", -1, 86399.999)]
    public async Task The_claims_of_the_token_win_when_they_are_shorter(string? expiresIn, long claimed, double seconds)
    {
        var token = JsonSerializer.Serialize(Make.ImsToken(claimed));
        using var ims = JwtStub.That(HttpStatusCode.OK, expiresIn is null ? $$"""{"access_token":{{token}}}""" : $$"""{"access_token":{{token}},"expires_in":{{expiresIn}}}""");

        await AssertLivesAsync(ims, seconds);
    }

    [Theory]
    [InlineData("86399", 86400000, 86399)]
    [InlineData("85536", 86400000, 85536)]
    [InlineData("86400", 86400000, 86400)]
    [InlineData("87264", 86400000, 86400)]
    [InlineData("87265", 86400000, 87.265)]
    [InlineData("\"604800\"", 604800000, 604800)]
    public async Task Seconds_are_known_by_the_claims_that_tell_the_same(string expiresIn, long claimed, double seconds)
    {
        using var ims = JwtStub.That(HttpStatusCode.OK, $$"""{"access_token":{{JsonSerializer.Serialize(Make.ImsToken(claimed))}},"expires_in":{{expiresIn}}}""");

        await AssertLivesAsync(ims, seconds);
    }

    [Theory]
    [InlineData(86399, 86399)]
    [InlineData(59999, 59999)]
    [InlineData(86399999, 86399.999)]
    public async Task The_other_flow_still_reads_seconds(int expiresIn, double seconds)
    {
        using var ims = Tests.TokenEndpoint.ImsStub.That(HttpStatusCode.OK, Make.TokenJson(expiresIn: expiresIn));
        var start = ims.Clock.GetUtcNow();

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await ims.GetTokenAsync()).ExpiresAt - start);
    }

    [Fact]
    public async Task A_token_counts_from_when_it_was_asked_for_and_says_whose_it_is()
    {
        JwtStub? waiting = null;
        using var ims = waiting = new JwtStub(_ =>
        {
            waiting!.Clock.Advance(TimeSpan.FromSeconds(4));
            return Make.Response(HttpStatusCode.OK, Make.TokenJson("t", 86399999));
        });
        var start = ims.Clock.GetUtcNow();

        var token = await ims.Provider().GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(start.AddMilliseconds(86399999), token.ExpiresAt);
        Assert.Equal(("t", Make.ClientId, Make.OrganizationId), (token.Value, token.ClientId, token.OrganizationId));
    }

    private static async Task AssertLivesAsync(JwtStub ims, double seconds)
    {
        var start = ims.Clock.GetUtcNow();

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await ims.GetTokenAsync()).ExpiresAt - start);
    }
}
