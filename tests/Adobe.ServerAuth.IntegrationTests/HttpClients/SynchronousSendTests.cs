using System.Net;
using System.Net.Http.Json;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary><see cref="HttpClient.Send(HttpRequestMessage)"/> does what SendAsync does.</summary>
public class SynchronousSendTests
{
    public static TheoryData<string, int> Bodies => new() { { "text", 7 }, { "form", 12 }, { "JSON", 18 }, { "stream", 4_096 } };

    [Fact]
    public async Task It_gets_the_token_with_the_first_call_and_keeps_it()
    {
        await using var application = await ClientApplication.StartAsync();

        var statuses = Enumerable.Range(0, 10).Select(_ => Send(application, HttpMethod.Get, null)).ToArray();

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal((1, 10), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_is_sent_again_with_the_renewed_token(string body, int length)
    {
        await using var application = await ClientApplication.StartAsync();
        Send(application, HttpMethod.Get, null);
        application.Adobe.RevokeTokens();

        var status = Send(application, HttpMethod.Post, Content(body));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([(401, length), (200, length)], application.Adobe.ApiRequests.Skip(1).Select(request => (request.StatusCode, (int)request.BodyLength)));
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task Fifty_threads_whose_token_was_revoked_share_one_renewal()
    {
        await using var application = await ClientApplication.StartAsync();
        Send(application, HttpMethod.Get, null);
        application.Adobe.RevokeTokens();

        // Threads of their own: those of the pool are the server's.
        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Factory.StartNew(
            () => Send(application, HttpMethod.Get, null), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    private static HttpContent Content(string body) => body switch
    {
        "text" => new StringContent("invoice"),
        "form" => new FormUrlEncodedContent([new("name", "invoice")]),
        "JSON" => JsonContent.Create(new { name = "invoice" }),
        _ => new StreamContent(new MemoryStream(new byte[4_096])),
    };

    private static HttpStatusCode Send(ClientApplication application, HttpMethod method, HttpContent? content)
    {
        using var client = application.Api;
        using var request = new HttpRequestMessage(method, "/jobs") { Content = content };
        using var response = client.Send(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
