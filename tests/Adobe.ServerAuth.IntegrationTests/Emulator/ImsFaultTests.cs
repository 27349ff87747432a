using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>What a fault can be made of.</summary>
public sealed class ImsFaultTests : FaultTest
{
    [Fact]
    public void A_fault_tells_its_name()
    {
        Assert.All(Faults, pair => Assert.Equal(pair.Key, pair.Value.ToString()));
        Assert.Equal("Answer 503", ImsFault.Answer(503).Name);
        Assert.Equal("Error 400 invalid_client", ImsFault.Error(400, "invalid_client", "why").Name);
        Assert.Equal("Silence", ImsFault.Silence().Name);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(199)]
    [InlineData(600)]
    public void A_status_that_is_none_is_refused(int status)
    {
        Func<int, ImsFault>[] factories =
        [
            ImsFault.Answer, value => ImsFault.Answer(value, "", "text/plain"), value => ImsFault.Answer(value, [], []),
            value => ImsFault.Error(value, "a"), value => ImsFault.Error(value, "a", "b"), ImsFault.ProxyPage, ImsFault.Echo,
        ];

        Assert.All(factories, factory => Assert.Contains(
            "from 200 to 599", Assert.Throws<ArgumentOutOfRangeException>("statusCode", () => factory(status)).Message));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(24 * 3600 + 1)]
    public void A_wait_out_of_range_is_refused(int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);

        Assert.Contains("at most one day", Assert.Throws<ArgumentOutOfRangeException>("duration", () => ImsFault.Delay(time)).Message);
        Assert.Contains("at most one day", Assert.Throws<ArgumentOutOfRangeException>("interval", () => ImsFault.Drip(time)).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(366)]
    public void A_retry_after_out_of_range_is_refused(int days) => Assert.Contains(
        "from zero to 365 days",
        Assert.Throws<ArgumentOutOfRangeException>("retryAfter", () => ImsFault.Throttle(TimeSpan.FromDays(days))).Message);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:")]
    [InlineData("a\r\nb")]
    [InlineData("ü")]
    public void A_name_that_no_header_has_is_refused(string name)
    {
        Assert.ThrowsAny<ArgumentException>(() => ImsFault.Answer(500).WithHeader(name, "value"));
        Assert.ThrowsAny<ArgumentException>(() => ImsFault.Answer(500, [], [new(name, "value")]));
    }

    [Theory]
    [InlineData("a\r\nb: c")]
    [InlineData("\0")]
    [InlineData("ü")]
    public void A_value_that_no_header_has_is_refused(string value)
    {
        Assert.Contains("printable ASCII", Assert.Throws<ArgumentException>(nameof(value), () => ImsFault.Answer(500).WithHeader("a", value)).Message);
        Assert.Throws<ArgumentException>("headers", () => ImsFault.Answer(500, [], [new("a", value)]));
        Assert.Throws<ArgumentException>("contentType", () => ImsFault.Answer(500, "", value));
        Assert.Throws<ArgumentException>("location", () => ImsFault.Redirect(new Uri("/" + value, UriKind.Relative)));
    }

    [Theory]
    [InlineData("Reset")]
    [InlineData("NotHttp")]
    [InlineData("Silence")]
    [InlineData("Delay")]
    public void What_has_no_answer_of_its_own_takes_no_header(string name) => Assert.Contains(
        $"{name} has no answer", Assert.Throws<InvalidOperationException>(() => Faults[name].WithHeader("Date", "x")).Message);

    [Theory]
    [InlineData("EndlessBody", "content-length")]
    [InlineData("Drip", "Transfer-Encoding")]
    public void What_has_no_end_takes_no_length(string name, string header) => Assert.Contains(
        "has no end", Assert.Throws<InvalidOperationException>(() => Faults[name].WithHeader(header, "5")).Message);

    [Fact]
    public void Nothing_may_be_missing()
    {
        Assert.Throws<ArgumentNullException>("body", () => ImsFault.Answer(500, null!, "text/plain"));
        Assert.Throws<ArgumentNullException>("contentType", () => ImsFault.Answer(500, "", null!));
        Assert.Throws<ArgumentNullException>("body", () => ImsFault.Answer(500, null!, []));
        Assert.Throws<ArgumentNullException>("headers", () => ImsFault.Answer(500, [], null!));
        Assert.Throws<ArgumentNullException>("error", () => ImsFault.Error(400, null!));
        Assert.Throws<ArgumentNullException>("description", () => ImsFault.Error(400, "a", null!));
        Assert.Throws<ArgumentNullException>("location", () => ImsFault.Redirect(null!));
        Assert.Throws<ArgumentNullException>("name", () => ImsFault.Answer(500).WithHeader(null!, "a"));
        Assert.Throws<ArgumentNullException>("value", () => ImsFault.Answer(500).WithHeader("a", null!));
        Assert.Throws<ArgumentNullException>("fault", () => Adobe.FailNext(null!));
        Assert.Throws<ArgumentNullException>("fault", () => Adobe.FailNext(null!, 1));
        Assert.Throws<ArgumentNullException>("fault", () => Adobe.FailShare(1, null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_fault_is_queued_at_least_once(int times) => Assert.Contains(
        "at least once", Assert.Throws<ArgumentOutOfRangeException>(nameof(times), () => Adobe.FailNext(ImsFault.Reset(), times)).Message);

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_share_out_of_range_is_refused(double share) => Assert.Contains(
        "from 0", Assert.Throws<ArgumentOutOfRangeException>(nameof(share), () => Adobe.FailShare(share, ImsFault.Reset())).Message);

    [Fact]
    public void The_count_of_pending_faults_does_not_overflow()
    {
        Adobe.FailNext(ImsFault.Reset(), int.MaxValue);
        Adobe.FailNext(ImsFault.Reset(), int.MaxValue);

        Assert.Equal(int.MaxValue, Adobe.PendingFaultCount);
    }
}
