using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A handler that was made by hand, with many credentials or with one.</summary>
public sealed class ManyCredentialsTests : IDisposable
{
    private readonly StubHandler _transport = new(_ => new HttpResponseMessage());
    private readonly NamedProviders _providers = new() { [""] = new StaticTokenProvider("of-default"), ["analytics"] = new StaticTokenProvider("of-analytics") };

    [Fact]
    public async Task Who_chooses_nothing_gets_the_default_credential_as_it_is_at_that_moment()
    {
        using var client = Client(new AdobeServerAuthHandler(_providers, new ApiRequestOptions()));

        await SendAsync(client, null);
        _providers[""] = new StaticTokenProvider("of-another");
        await SendAsync(client, null);
        await SendAsync(client, "");
        await SendAsync(client, "analytics");
        _providers.Remove("");
        await Assert.ThrowsAsync<CredentialException>(() => SendAsync(client, null));
        await SendAsync(client, "analytics");

        Assert.Equal(
            ["Bearer of-default", "Bearer of-another", "Bearer of-another", "Bearer of-analytics", "Bearer of-analytics"],
            _transport.Seen.Select(seen => seen.Authorization));
    }

    [Fact]
    public async Task The_default_credential_is_renewed_by_the_provider_of_that_moment()
    {
        var later = new ScriptedTokenProvider().Returns("renewed");
        var transport = new StubHandler(request =>
        {
            _providers[""] = later;
            return HandlerFixture.Refuse(request, "of-default");
        });
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(_providers, new ApiRequestOptions()) { InnerHandler = transport });

        await SendAsync(client, null);

        Assert.Equal(["Bearer of-default", "Bearer renewed"], transport.Seen.Select(seen => seen.Authorization));
        Assert.Equal("of-default", Assert.Single(later.Rejected).Value);
    }

    [Fact]
    public async Task Where_a_redirect_leads_the_choice_goes_along_until_it_leaves_the_allowed_hosts()
    {
        var transport = new StubHandler(request => request.RequestUri!.AbsoluteUri switch
        {
            HandlerFixture.Api => To("https://firefly-api.adobe.io/there"),
            "https://firefly-api.adobe.io/there" => To("https://storage.example.com/file"),
            _ => new HttpResponseMessage(),
        });
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(_providers, new ApiRequestOptions { PassThroughHosts = ["storage.example.com"] })
        {
            InnerHandler = transport,
            MaxRedirects = 10,
        });

        await SendAsync(client, "analytics");

        Assert.Equal(["Bearer of-analytics", "Bearer of-analytics", null], transport.Seen.Select(seen => seen.Authorization));
    }

    [Theory]
    [InlineData("analytics", false)]
    [InlineData("analytics", true)]
    [InlineData("", false)]
    [InlineData("ana\r\nlytics", true)]
    public async Task A_handler_of_one_provider_says_what_it_takes_to_choose(string credential, bool isKnownAddress)
    {
        using var client = Client(new AdobeServerAuthHandler(new StaticTokenProvider("token-1")));
        if (isKnownAddress)
        {
            await SendAsync(client, null);
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(client, credential));

        Assert.Contains("UseAdobeCredential", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Make it with an ITokenProviderFactory", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AddAdobeServerAuth", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(isKnownAddress ? 1 : 0, _transport.Seen.Count);
    }

    [Fact]
    public async Task Nor_does_a_handler_of_one_provider_mind_what_needs_no_credential()
    {
        using var client = Client(new AdobeServerAuthHandler(new StaticTokenProvider("token-1"), new ApiRequestOptions { PassThroughHosts = ["platform.adobe.io"] }));

        await SendAsync(client, "analytics");

        Assert.Empty(Assert.Single(_transport.Seen).Headers);
    }

    [Fact]
    public void Null_and_invalid_arguments_are_named()
    {
        ITokenProvider provider = new StaticTokenProvider("token-1");
        using var request = new HttpRequestMessage();

        Assert.Equal("credentials", Assert.Throws<ArgumentNullException>(() => new AdobeServerAuthHandler((ITokenProviderFactory)null!, new ApiRequestOptions())).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => new AdobeServerAuthHandler(_providers, null!)).ParamName);
        Assert.Equal("provider", Assert.Throws<ArgumentNullException>(() => new AdobeServerAuthHandler(null!)).ParamName);
        Assert.Equal("provider", Assert.Throws<ArgumentNullException>(() => new AdobeServerAuthHandler((ITokenProvider)null!, new ApiRequestOptions())).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => new AdobeServerAuthHandler(provider, null!)).ParamName);
        Assert.Equal("logger", Assert.Throws<ArgumentNullException>(() => new AdobeServerAuthHandler(provider, new ApiRequestOptions(), null!)).ParamName);
        Assert.Throws<OptionsValidationException>(() => new AdobeServerAuthHandler(_providers, new ApiRequestOptions { AllowedHosts = ["https://platform.adobe.io/"] }));
        Assert.Equal("request", Assert.Throws<ArgumentNullException>(() => ((HttpRequestMessage)null!).UseAdobeCredential("")).ParamName);
        Assert.Equal("credential", Assert.Throws<ArgumentNullException>(() => request.UseAdobeCredential(null!)).ParamName);
        Assert.Same(request, request.UseAdobeCredential("analytics"));
    }

    public void Dispose() => _transport.Dispose();

    private static HttpResponseMessage To(string location) => new(System.Net.HttpStatusCode.Redirect) { Headers = { Location = new Uri(location) } };

    private HttpMessageInvoker Client(AdobeServerAuthHandler handler)
    {
        handler.InnerHandler = _transport;
        return new HttpMessageInvoker(handler);
    }

    private static async Task SendAsync(HttpMessageInvoker client, string? credential)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        using var response = await client.SendAsync(credential is null ? request : request.UseAdobeCredential(credential), TestContext.Current.CancellationToken);
    }
}
