namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class AssertionTimeTests : JwtExchangeTest
{
    private const string Expired = """{"error":"invalid_token","error_description":"JWT token has expired."}""";
    private const string TooLong = """{"error":"invalid_token","error_description":"JWT token expires more than 24 hours from now."}""";

    [Theory]
    [InlineData(29)]
    [InlineData(30)]
    public async Task An_assertion_is_taken_for_thirty_seconds_after_its_end(int seconds)
    {
        var assertion = Assertion.Sign(Payload());
        Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(seconds));

        await ExpectTokenAsync(await ExchangeAsync(assertion));
    }

    [Fact]
    public async Task An_assertion_is_refused_thirty_one_seconds_after_its_end()
    {
        var assertion = Assertion.Sign(Payload());
        Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(31));

        await ExpectAsync(400, Expired, await ExchangeAsync(assertion));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-9223372036854775808")]
    public async Task A_distant_past_is_refused(string exp) => await ExpectAsync(400, Expired, await ExchangeSignedAsync(("exp", exp)));

    [Fact]
    public async Task Twenty_four_hours_ahead_is_the_most()
    {
        await ExpectTokenAsync(await ExchangeSignedAsync(("exp", In(TimeSpan.FromHours(24)))));
        await ExpectAsync(400, TooLong, await ExchangeSignedAsync(("exp", In(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1)))));
    }

    [Theory]
    [InlineData("1795435500000")]
    [InlineData("9223372036854775807")]
    public async Task Milliseconds_lie_too_far_ahead(string exp) =>
        await ExpectAsync(400, TooLong, await ExchangeSignedAsync(("exp", exp)));

    [Fact]
    public async Task The_end_of_the_assertion_does_not_end_the_token()
    {
        var token = await ExpectTokenAsync(await ExchangeSignedAsync());
        Advance(TimeSpan.FromHours(23));

        using var answer = await CallApiAsync($"Bearer {token}", Credential.ClientId);

        Assert.True(answer.IsSuccessStatusCode);
    }
}
