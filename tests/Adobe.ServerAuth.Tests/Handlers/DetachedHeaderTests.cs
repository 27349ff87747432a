using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>What is left on a request when it was sent.</summary>
public class DetachedHeaderTests
{
    private static readonly AccessToken[] Tokens = [HandlerFixture.Token("token-1"), new AccessToken("token-1", DateTimeOffset.MaxValue)];

    private static readonly string[] Ends =
    [
        "at once", "later", "throws at once", "fails at once", "fails later", "is cancelled",
#if !NETSTANDARD_BUILD
        "synchronously", "throws synchronously",
#endif
    ];

    // Whether the token names its client, whether the caller has a header, whether the address is known by then, how it ends.
    public static TheoryData<bool, bool, bool, string> Sends
    {
        get
        {
            var rows = new TheoryData<bool, bool, bool, string>();
            foreach (var end in Ends)
            {
                for (var i = 0; i < 8; i++)
                {
                    rows.Add((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, end);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Sends))]
    public async Task Our_headers_are_gone_and_all_others_stay_however_the_send_ends(bool isNamed, bool hasOwn, bool isKnown, string end)
    {
        var ending = new TaskCompletionSource<HttpResponseMessage>();
        using var cancellation = new CancellationTokenSource();
        var during = "";
        var isWarm = false;
        using var client = Client(Tokens[isNamed ? 0 : 1], (request, token) =>
        {
            if (!isWarm)
            {
                return Task.FromResult(new HttpResponseMessage());
            }

            request.Headers.Add("traceparent", "added on the way");
            during = Names(request);
            return end switch
            {
                "throws at once" or "throws synchronously" => throw new HttpRequestException("reset"),
                "fails at once" => Task.FromException<HttpResponseMessage>(new HttpRequestException("reset")),
                "at once" or "synchronously" => Task.FromResult(new HttpResponseMessage()),
                "is cancelled" => ending.Task.WaitAsync(token),
                _ => ending.Task,
            };
        });
        if (isKnown)
        {
            using var first = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api), TestContext.Current.CancellationToken);
        }

        isWarm = true;
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        if (hasOwn)
        {
            request.Headers.Add("Accept", "text/plain");
        }

        var own = hasOwn ? "Accept traceparent" : "traceparent";
        var sending = end.EndsWith("synchronously", StringComparison.Ordinal)
            ? Task.Run(() => client.Send(request, cancellation.Token), TestContext.Current.CancellationToken)
            : SendAsync(client, request, cancellation.Token);
        if (end is "later" or "fails later" or "is cancelled")
        {
            // Who looks at it on the way sees what is sent.
            Assert.Equal(during, Names(request));
        }

        switch (end)
        {
            case "later":
                ending.SetResult(new HttpResponseMessage());
                break;
            case "fails later":
                ending.SetException(new HttpRequestException("reset"));
                break;
            case "is cancelled":
                await cancellation.CancelAsync();
                break;
        }

        var failure = await Record.ExceptionAsync(() => sending);
        Assert.Equal(own + (isNamed ? " Authorization x-api-key x-gw-ims-org-id" : " Authorization"), during);
        Assert.Equal(own, Names(request));
        Assert.True(end switch
        {
            "at once" or "later" or "synchronously" => failure is null,
            "is cancelled" => failure is OperationCanceledException,
            _ => failure is HttpRequestException { Message: "reset" },
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_takes_the_place_of_ours_on_the_way_goes_with_the_rest(bool isNamed)
    {
        using var client = Client(Tokens[isNamed ? 0 : 1], (request, _) =>
        {
            request.Headers.Remove(isNamed ? "x-gw-ims-org-id" : "Authorization");
            request.Headers.Add("traceparent", "added on the way");
            return Task.FromResult(new HttpResponseMessage());
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        await client.SendAsync(request, TestContext.Current.CancellationToken);

#if NETSTANDARD_BUILD
        Assert.Equal("traceparent", Names(request));
#else
        // Given back as it came: without any.
        Assert.Empty(Names(request));
#endif
    }

    [Fact]
    public async Task The_callers_own_of_our_names_stay()
    {
        using var client = Client(Tokens[0], (_, _) => Task.FromResult(new HttpResponseMessage()));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.Add("x-api-key", "the caller's");
        request.Headers.Add("x-gw-ims-org-id", "the caller's");

        await client.SendAsync(request, TestContext.Current.CancellationToken);
        await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("x-api-key x-gw-ims-org-id", Names(request));
    }

    [Fact]
    public async Task Between_a_refusal_and_its_renewal_the_refused_token_is_off()
    {
        HttpRequestMessage? sent = null;
        var provider = new ScriptedTokenProvider().Returns(Tokens[0]).Answers(_ =>
        {
            Assert.Empty(sent!.Headers);
            return new ValueTask<AccessToken>(HandlerFixture.Token("token-2"));
        });
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(provider)
        {
            InnerHandler = new DirectHandler((request, _) => Task.FromResult(HandlerFixture.Refuse(sent = request, "token-1"))),
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(request.Headers);
    }

    // What a handler throws at once is the task's as well.
    private static async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker client, HttpRequestMessage request, CancellationToken cancellationToken) =>
        await client.SendAsync(request, cancellationToken);

    private static HttpMessageInvoker Client(AccessToken token, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) =>
        new(new AdobeServerAuthHandler(new StaticTokenProvider(token)) { InnerHandler = new DirectHandler(answer) });

    private static string Names(HttpRequestMessage request) =>
        string.Join(' ', request.Headers.NonValidated.Select(header => header.Key).Order(StringComparer.Ordinal).OrderBy(name => name is "Authorization" or "x-api-key" or "x-gw-ims-org-id"));
}
