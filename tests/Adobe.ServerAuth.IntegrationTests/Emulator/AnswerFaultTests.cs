using System.Text;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class AnswerFaultTests : FaultTest
{
    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(304)]
    [InlineData(418)]
    [InlineData(599)]
    public async Task An_answer_may_have_any_status_and_nothing_else(int status)
    {
        using var response = await MeetAsync(ImsFault.Answer(status));

        Assert.Equal((status, ""), ((int)response.StatusCode, await TextAsync(response)));
        Assert.Null(response.Content.Headers.ContentType);
        Assert.False(response.Headers.Contains("x-debug-id"));
        Assert.Equal((status, "", null), (Recorded.StatusCode, Recorded.DebugId, Recorded.ErrorCode));
    }

    [Fact]
    public async Task An_answer_may_be_any_text()
    {
        using var response = await MeetAsync(ImsFault.Answer(200, "grüezi", "text/plain; charset=utf-8"));

        Assert.Equal("grüezi", await TextAsync(response));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task An_answer_may_have_any_bytes_and_headers()
    {
        KeyValuePair<string, string>[] headers =
        [
            new("Content-Type", "application/octet-stream"), new("Date", "Thu, 01 Jan 1970 00:00:00 GMT"),
            new("X-Twice", "1"), new("X-Twice", "2"), new("x-debug-id", "mine"),
        ];

        using var response = await MeetAsync(ImsFault.Answer(500, [0, 255, 13, 10], headers));

        Assert.Equal([0, 255, 13, 10], await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(DateTimeOffset.UnixEpoch, response.Headers.Date);
        Assert.Equal(["1", "2"], response.Headers.GetValues("X-Twice"));
        Assert.Equal((500, "mine"), (Recorded.StatusCode, Recorded.DebugId));
    }

    [Fact]
    public async Task The_bytes_are_those_at_the_time_of_the_call()
    {
        byte[] bytes = [1];
        var fault = ImsFault.Answer(200, bytes, []);
        bytes[0] = 2;

        using var response = await MeetAsync(fault);

        Assert.Equal([1], await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_header_may_be_empty()
    {
        using var response = await MeetAsync(ImsFault.Answer(500, [1], [new("Retry-After", ""), new("Content-Type", ""), new("X-Other", "")]));

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal([1], await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("2")]
    public async Task Content_length_may_lie(string length)
    {
        var (text, wasReset) = await MeetRawAsync(ImsFault.Answer(200, "12345"u8.ToArray(), [new("content-length", length)]));

        Assert.Equal($"HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nConnection: close\r\n\r\n12345", text);
        Assert.False(wasReset);
    }

    [Fact]
    public async Task A_body_may_come_where_none_is_allowed()
    {
        var (text, _) = await MeetRawAsync(ImsFault.Answer(204, "12345", "text/plain"));

        Assert.Equal("HTTP/1.1 204 No Content\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\n12345", text);
    }

    [Fact]
    public async Task An_error_looks_like_one_of_IMS()
    {
        using var response = await MeetAsync(ImsFault.Error(401, "invalid_client", "a \"quoted\" description"));

        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(response.Headers.GetValues("x-debug-id"), [Recorded.DebugId]);
        Assert.Equal((401, "invalid_client", "a \"quoted\" description"), (Recorded.StatusCode, Recorded.ErrorCode, Recorded.ErrorDescription));
        await ExpectAsync(401, """{"error":"invalid_client","error_description":"a \"quoted\" description"}""", response);
    }

    [Fact]
    public async Task An_error_needs_no_description()
    {
        await ExpectAsync(400, """{"error":"invalid_scope"}""", await MeetAsync(ImsFault.Error(400, "invalid_scope")));
        Assert.Equal(("invalid_scope", null), (Recorded.ErrorCode, Recorded.ErrorDescription));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(30, "30")]
    [InlineData(0.5, "1")]
    public async Task A_throttled_request_is_told_how_long_to_wait(double seconds, string header)
    {
        using var response = await MeetAsync(ImsFault.Throttle(TimeSpan.FromSeconds(seconds)));

        Assert.Equal([header], response.Headers.GetValues("Retry-After"));
        Assert.NotEmpty(response.Headers.GetValues("x-debug-id"));
        await ExpectAsync(429, "", response);
    }

    [Fact]
    public async Task A_header_can_be_set_and_replaced()
    {
        var fault = ImsFault.Throttle(TimeSpan.FromSeconds(1));
        var dated = fault.WithHeader("retry-after", "never").WithHeader("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT");

        using var response = await MeetAsync(dated);
        using var other = await MeetAsync(fault);

        Assert.Equal(["Thu, 01 Jan 1970 00:00:00 GMT"], response.Headers.GetValues("Retry-After"));
        Assert.Equal(["1"], other.Headers.GetValues("Retry-After"));
        Assert.Equal(fault.Name, dated.Name);
    }

    [Theory]
    [InlineData("Error 400 invalid_client")]
    [InlineData("Echo 500")]
    [InlineData("ProxyPage 504")]
    [InlineData("GzipThatLies")]
    [InlineData("EndlessBody")]
    [InlineData("Drip")]
    [InlineData("ShortBody")]
    public async Task Every_fault_with_an_answer_takes_a_header(string name)
    {
        using var response = await MeetUnreadAsync(Faults[name].WithHeader("x-debug-id", "mine"));

        Assert.Equal(["mine"], response.Headers.GetValues("x-debug-id"));
    }

    [Fact]
    public async Task The_page_of_a_proxy_is_html_and_not_of_IMS()
    {
        using var response = await MeetAsync(ImsFault.ProxyPage(200));

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.False(response.Headers.Contains("x-debug-id"));
        Assert.StartsWith("<!DOCTYPE html>", await TextAsync(response));
    }

    [Fact]
    public async Task A_redirect_tells_where_to()
    {
        using var response = await MeetAsync(ImsFault.Redirect(new Uri("http://127.0.0.1:9/ims/token/v3?a=ü")));

        Assert.Equal(302, (int)response.StatusCode);
        Assert.Equal(["http://127.0.0.1:9/ims/token/v3?a=%C3%BC"], response.Headers.GetValues("Location"));
    }

    [Fact]
    public async Task What_is_said_to_be_compressed_is_not()
    {
        using var response = await MeetAsync(ImsFault.GzipThatLies());

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.NotEmpty((await JsonAsync(response)).GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task An_echo_repeats_every_value_decoded_and_the_body_but_its_record_does_not()
    {
        const string Secret = "p8e-a/b+c d\r\ne";
        Adobe.FailNext(ImsFault.Echo(400));

        using var response = await PostAsync(FieldsWith("client_secret", Secret), TokenPath + "?in_query=%C3%BC");

        var description = (await JsonAsync(response)).GetProperty("error_description").GetString()!;
        var header = Assert.Single(response.Headers.GetValues("x-debug-id"));
        Assert.Equal((400, "invalid_request"), (Recorded.StatusCode, Recorded.ErrorCode));
        Assert.Contains($"ü client_credentials {Adobe.Credential.ClientId} {Secret} ", description);
        Assert.Contains("&client_secret=p8e-a%2Fb%2Bc+d%0D%0Ae&", description);
        Assert.Contains("p8e-a/b+c d  e", header);
        Assert.Contains("&client_secret=p8e-a%2Fb%2Bc+d%0D%0Ae&", header);
        Assert.Equal(("", null), (Recorded.DebugId, Recorded.ErrorDescription));
    }

    [Fact]
    public async Task An_echo_survives_what_is_no_form()
    {
        Adobe.FailNext(ImsFault.Echo(400), 2);
        using var garbage = await PostAsync(new ByteArrayContent([0, 255, 10, 127]));
        using var nothing = await Http.GetAsync(new Uri(Adobe.ImsEndpoint, "/nowhere"), Cancel);

        Assert.Equal("\0\uFFFD\n\u007F", (await JsonAsync(garbage)).GetProperty("error_description").GetString());
        Assert.Equal("", (await JsonAsync(nothing)).GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task A_large_answer_arrives_whole()
    {
        var megabytes = new string('x', 5_000_000);

        using var response = await MeetAsync(ImsFault.Answer(200, Encoding.ASCII.GetBytes(megabytes), []));

        Assert.Equal(megabytes, await TextAsync(response));
    }

    private EmulatedTokenRequest Recorded => Adobe.TokenRequests[^1];
}
