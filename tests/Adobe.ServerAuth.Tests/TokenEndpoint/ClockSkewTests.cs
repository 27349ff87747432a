using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class ClockSkewTests
{
    [Theory]
    [InlineData(31, "00:00:31 ahead of")]
    [InlineData(-31, "00:00:31 behind")]
    [InlineData(3723, "01:02:03 ahead of")]
    [InlineData(-90000, "1.01:00:00 behind")]
    [InlineData(30, null)]
    [InlineData(-30, null)]
    [InlineData(0, null)]
    public async Task A_refusal_tells_how_wrong_the_clock_is(int secondsAhead, string? told)
    {
        foreach (var ims in new[] { Stub(secondsAhead, HttpStatusCode.BadRequest, Make.ErrorJson("invalid_token")), Stub(secondsAhead, HttpStatusCode.OK, "a page") })
        {
            var failure = await ims.FailAsync();

            Assert.Equal(TimeSpan.FromSeconds(secondsAhead), failure.ClockSkew);
            Assert.Equal(told is not null, failure.Message.Contains("The clock of this machine is ", StringComparison.Ordinal));
            Assert.Contains(told is null ? "" : $"The clock of this machine is {told} the server's. ", failure.Message, StringComparison.Ordinal);
            ims.Dispose();
        }
    }

    [Fact]
    public async Task An_assertion_that_is_refused_is_told_with_the_clock()
    {
        using var clock = new JwtStub(_ => throw new InvalidOperationException());
        using var ims = new JwtStub(_ => Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_token", "JWT token has expired."), headers => headers.Date = clock.Clock.GetUtcNow().AddMinutes(7)));

        var failure = await ims.FailAsync();

        Assert.Equal("assertion", failure.Reason);
        Assert.Contains("30 seconds off. The clock of this machine is 00:07:00 behind the server's. Check that clock.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_date_nothing_is_known_of_the_clock()
    {
        using var ims = ImsStub.That(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client"));

        Assert.Null((await ims.FailAsync()).ClockSkew);
    }

    // A Date has whole seconds, and this clock has not.
    [Theory]
    [InlineData(30.4, null)]
    [InlineData(-30.4, null)]
    [InlineData(30.6, "00:00:31 ahead of")]
    [InlineData(-30.6, "00:00:31 behind")]
    public async Task A_part_of_a_second_is_rounded(double secondsAhead, string? told)
    {
        using var ims = Dated(new TestClock().GetUtcNow().UtcDateTime);
        ims.Clock.StepWall(TimeSpan.FromSeconds(secondsAhead));

        var failure = await ims.FailAsync();

        Assert.Equal(TimeSpan.FromSeconds(Math.Round(secondsAhead)), failure.ClockSkew);
        Assert.Equal(told is not null, failure.Message.Contains("The clock of this machine", StringComparison.Ordinal));
        Assert.Contains(told ?? "", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 739616)]
    [InlineData(9999, -2912078)]
    public async Task A_date_of_another_age_is_no_overflow_and_no_clock(int year, int days)
    {
        using var ims = Dated(new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var failure = await ims.FailAsync();

        Assert.Equal(TimeSpan.FromDays(days), failure.ClockSkew);
        Assert.DoesNotContain("The clock of this machine", failure.Message, StringComparison.Ordinal);
    }

    private static ImsStub Dated(DateTime date) => new(_ => Make.Response(
        HttpStatusCode.BadRequest,
        Make.ErrorJson("invalid_client"),
        headers => headers.TryAddWithoutValidation("Date", date.ToString("r", System.Globalization.CultureInfo.InvariantCulture))));

    private static ImsStub Stub(int secondsAhead, HttpStatusCode status, string body)
    {
        ImsStub? ims = null;
        return ims = new ImsStub(_ => Make.Response(status, body, headers => headers.Date = ims!.Clock.GetUtcNow().AddSeconds(-secondsAhead)));
    }
}
