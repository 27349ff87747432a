using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class HostileClientTests : EmulatorTest
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data")]
    public async Task Garbage_is_400_whatever_it_claims_to_be(string contentType)
    {
        foreach (var length in new[] { 1, 17, 5000 })
        {
            var content = new ByteArrayContent(RandomNumberGenerator.GetBytes(length));
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);

            using var response = await PostAsync(content);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("invalid_request", (await JsonAsync(response)).GetProperty("error").GetString());
        }
    }

    [Theory]
    [InlineData("--x\r\n\r\nno disposition\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nnever ends")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\na file\r\n--x--\r\n")]
    [InlineData("--x\r\nnot a header\r\n\r\n\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n\r\n--x--\r\n")]
    public async Task Broken_multipart_is_400(string body)
    {
        using var response = await PostAsync(UrlEncoded(body, "multipart/form-data; boundary=x"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Ten_thousand_parameters_are_400()
    {
        using var response = await PostAsync(Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create($"p{i}", "v")));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_huge_token_request_is_400() =>
        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"body too long"}""",
            await PostAsync(UrlEncoded("client_id=" + new string('a', 32 * 1024 * 1024))));

    [Fact]
    public async Task The_api_reads_a_huge_body_whole()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Adobe.ApiEndpoint);
        request.Headers.Authorization = new("Bearer", await TokenAsync());
        request.Headers.Add("x-api-key", Adobe.Credential.ClientId);
        request.Content = new ByteArrayContent(new byte[64 * 1024 * 1024]);

        using var response = await Http.SendAsync(request, Cancel);

        Assert.Equal(64 * 1024 * 1024, (await JsonAsync(response)).GetProperty("bodyLength").GetInt32());
    }

    [Theory]
    [InlineData("NONSENSE\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("POST /ims/token/v3 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task What_is_no_http_is_400_and_harms_nobody(string text)
    {
        var answer = await RawSocket.ExchangeAsync(Adobe.ImsEndpoint, Encoding.ASCII.GetBytes(text), Cancel);

        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.StartsWith("eyJ", await TokenAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_harms_nobody()
    {
        var half = "POST /ims/token/v3 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ngrant_type="u8.ToArray();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RawSocket.SendAndLeaveAsync(Adobe.ImsEndpoint, half, Cancel)));

        Assert.StartsWith("eyJ", await TokenAsync());
        Assert.Equal(1, Adobe.IssuedTokenCount);
    }

    [Fact]
    public async Task One_connection_serves_many_requests()
    {
        var one = Encoding.ASCII.GetBytes("GET /pipelined HTTP/1.1\r\nHost: x\r\n\r\n");
        byte[] hundred = [.. Enumerable.Repeat(one, 100).SelectMany(bytes => bytes)];

        var answers = await RawSocket.ExchangeAsync(Adobe.ApiEndpoint, hundred, 100, Cancel);

        Assert.All(answers, answer => Assert.EndsWith(GatewayTests.TokenMissing, answer));
        Assert.Equal(100, Adobe.ApiRequestCount);
    }

    [Fact]
    public async Task A_thousand_requests_at_once_get_a_thousand_tokens()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => TokenAsync()));
        var answers = await Task.WhenAll(tokens.Select(token => CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId)));

        Assert.Equal(1000, tokens.Distinct().Count());
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal((1000, 1000, 1000), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount, Adobe.ApiRequestCount));
    }

    [Fact]
    public async Task The_lists_keep_the_newest_ten_thousand_and_the_counts_keep_all()
    {
        var get = Encoding.ASCII.GetBytes("GET /old HTTP/1.1\r\nHost: x\r\n\r\n");
        byte[] many = [.. Enumerable.Repeat(get, 10_000).SelectMany(bytes => bytes)];
        await RawSocket.ExchangeAsync(Adobe.ApiEndpoint, many, 10_000, Cancel);

        await CallApiAsync(null, path: "/new");


        Assert.Equal(10_001, Adobe.ApiRequestCount);
        Assert.Equal(10_000, Adobe.ApiRequests.Count);
        Assert.Equal("/new", Adobe.ApiRequests[^1].PathAndQuery);
    }
}
