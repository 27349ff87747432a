using System.Net;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.Flows;

/// <summary>The JWT exchange as one function of the attempt, providers that ask it, and the clock of both.</summary>
internal sealed class JwtStub : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly List<IDisposable> _providers = [];
    private int _attempts;

    public JwtStub(Func<int, SeenRequest, HttpResponseMessage> answer)
    {
        Handler = new StubHandler(async (request, _) => answer(Interlocked.Increment(ref _attempts) - 1, await SeenRequest.OfAsync(request)));
        _invoker = new HttpMessageInvoker(Handler);
    }

    public JwtStub(Func<int, HttpResponseMessage> answer)
        : this((attempt, _) => answer(attempt))
    {
    }

    public TestClock Clock { get; } = new();

    public RecordingLogger Log { get; } = new();

    public StubHandler Handler { get; }

    public HttpMessageInvoker Invoker => _invoker;

    public IReadOnlyList<SentAssertion> Sent => [.. Handler.Seen.Select(SentAssertion.Of)];

    public static JwtStub That(HttpStatusCode status, string body) => new(_ => Make.Response(status, body));

    /// <summary>Grants a token to every assertion.</summary>
    public static JwtStub Granting(object? expiresIn = null) => That(HttpStatusCode.OK, Make.TokenJson(expiresIn: expiresIn ?? 86399999));

    public JwtExchangeTokenProvider Provider(Action<AdobeServerAuthOptions>? change = null) =>
        Kept(new JwtExchangeTokenProvider(_invoker, Make.JwtOptions(change), Clock, Log));

    /// <summary>One whose key is whatever the test hands it, and which has a notice of its own.</summary>
    public JwtExchangeTokenProvider ProviderOf(CredentialSettings settings, LegacyCredentialNotice? notice = null) =>
        Kept(new JwtExchangeTokenProvider(_invoker, TokenRequestEnvironment.With(Clock), Log, settings, notice ?? new LegacyCredentialNotice()));

    public Task<AccessToken> GetTokenAsync(Action<AdobeServerAuthOptions>? change = null)
    {
        var provider = Provider(change);
        return Clock.RunAsync(() => provider.GetTokenAsync(CancellationToken.None).AsTask());
    }

    /// <summary>The one assertion that such options send.</summary>
    public static async Task<SentAssertion> AssertionOfAsync(Action<AdobeServerAuthOptions>? change = null)
    {
        using var ims = Granting();
        await ims.GetTokenAsync(change);
        return Assert.Single(ims.Sent);
    }

    public Task<TokenRequestException> FailAsync(Action<AdobeServerAuthOptions>? change = null) =>
        Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(change));

    public void Dispose()
    {
        _providers.ForEach(provider => provider.Dispose());
        _invoker.Dispose();
    }

    private JwtExchangeTokenProvider Kept(JwtExchangeTokenProvider provider)
    {
        _providers.Add(provider);
        return provider;
    }
}
