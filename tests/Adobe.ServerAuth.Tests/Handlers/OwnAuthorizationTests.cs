using System.Net;
using System.Net.Http.Headers;
using Adobe.ServerAuth.Handlers;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A request already has an Authorization header, so that it gets no token.</summary>
public class OwnAuthorizationTests
{
    private const int OwnAuthorization = 302;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_reported_once_for_each_client_with_its_name_and_the_remedy(bool isDefaultHeader)
    {
        var app = new App().WithCredential();
        foreach (var name in new[] { "first", "second" })
        {
            var builder = app.AddClient(name).AddAdobeServerAuthHandler();
            if (isDefaultHeader)
            {
                builder.ConfigureHttpClient(http => Authorize(http.DefaultRequestHeaders));
            }
        }

        await using var services = app.Services.BuildServiceProvider();
        foreach (var name in new[] { "first", "first", "second", "first" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, App.Address);
            if (!isDefaultHeader)
            {
                Authorize(request.Headers);
            }

            await services.GetRequiredService<IHttpClientFactory>().CreateClient(name).SendAsync(request, TestContext.Current.CancellationToken);
        }

        Assert.Equal(4, app.Api.Seen.Count(request => request.Authorization == "Bearer own"));
        Assert.All(app.Log.Of(OwnAuthorization), line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.Equal(
            ["A request of HTTP client 'first' to platform.adobe.io already", "A request of HTTP client 'second' to platform.adobe.io already"],
            app.Log.Of(OwnAuthorization).Select(line => line.Text[..line.Text.IndexOf(" has", StringComparison.Ordinal)]));
        Assert.All(app.Log.Of(OwnAuthorization), line => Assert.Contains("WithoutAdobeCredential()", line.Text, StringComparison.Ordinal));
        Assert.All(app.Log.Of(OwnAuthorization), line => Assert.DoesNotContain("Bearer own", line.Text, StringComparison.Ordinal));
    }

    // The factory makes the handlers of a client anew every few minutes.
    [Fact]
    public async Task A_new_handler_of_a_client_that_was_reported_says_nothing()
    {
        var notice = new OwnAuthorizationNotice("HTTP client 'api'");
        var log = new RecordingLogger();
        for (var i = 0; i < 3; i++)
        {
            using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(HandlerFixture.Renewing(), null, new ApiRequestOptions(), log, notice)
            {
                InnerHandler = new StubHandler(_ => Make.Response(HttpStatusCode.OK)),
            });
            using var request = new HttpRequestMessage(HttpMethod.Get, App.Address);
            Authorize(request.Headers);
            await client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        Assert.Single(log.Of(OwnAuthorization));
    }

    [Theory]
    [InlineData("marked as intended", App.Address, true, true)]
    [InlineData("to a host that gets no token", "https://storage.example.com/", true, false)]
    [InlineData("to a host that is not allowed", "https://api.github.com/", true, false)]
    [InlineData("with a header of ours alone", App.Address, false, false)]
    public async Task What_is_meant_so_is_not_reported(string what, string address, bool isAuthorized, bool isMarked)
    {
        using var fixture = new HandlerFixture(HandlerFixture.Renewing(), options: new ApiRequestOptions { PassThroughHosts = ["storage.example.com"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (isAuthorized)
        {
            Authorize(request.Headers);
        }

        await fixture.SendAsync(isMarked ? request.WithoutAdobeCredential() : request);

        Assert.True(fixture.Log.Of(OwnAuthorization).Count == 0, what);
        Assert.Equal(isAuthorized ? "Bearer own" : "Bearer token-1", Assert.Single(fixture.Transport.Seen).Authorization);
    }

    [Fact]
    public async Task Retries_and_redirects_of_this_handler_are_not_reported()
    {
        var provider = new ScriptedTokenProvider();
        foreach (var token in new[] { "token-1", "token-1", "token-2", "token-2", "token-2" })
        {
            provider.Returns(HandlerFixture.Token(token));
        }

        using var fixture = new HandlerFixture(
            provider,
            request => request.RequestUri!.AbsolutePath == "/data"
                ? Make.Response(HttpStatusCode.Found, "", headers => headers.Location = new Uri("/new", UriKind.Relative))
                : HandlerFixture.Refuse(request, "token-1"),
            maxRedirects: 5);
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        await fixture.SendAsync(request);
        request.RequestUri = new Uri(HandlerFixture.Api);
        await fixture.SendAsync(request);

        Assert.Equal(["token-1", "token-1", "token-2", "token-2", "token-2"], fixture.Transport.Seen.Select(seen => seen.Authorization!.Split(' ')[1]));
        Assert.Empty(fixture.Log.Of(OwnAuthorization));
    }

    private static void Authorize(HttpRequestHeaders headers) => headers.Authorization = new("Bearer", "own");
}
