using System.Net;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

/// <summary>IMS as one function of the attempt, a provider that asks it, and the clock of both.</summary>
internal sealed class ImsStub : IDisposable
{
    private readonly object _gate = new();
    private readonly List<TimeSpan> _times = [];
    private readonly long _start;
    private readonly HttpMessageInvoker _invoker;

    public ImsStub(Func<int, HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, bool throughHttpClient = false)
    {
        _start = Clock.GetTimestamp();
        Handler = new StubHandler((request, cancellationToken) => answer(Note(), request, cancellationToken));
        _invoker = throughHttpClient ? new HttpClient(Handler) : new HttpMessageInvoker(Handler);
    }

    public ImsStub(Func<int, HttpResponseMessage> answer)
        : this((attempt, _, _) => Task.FromResult(answer(attempt)))
    {
    }

    public TestClock Clock { get; } = new();

    public RecordingLogger Log { get; } = new();

    public StubHandler Handler { get; }

    /// <summary>When each attempt came.</summary>
    public IReadOnlyList<TimeSpan> Times
    {
        get
        {
            lock (_gate)
            {
                return [.. _times];
            }
        }
    }

    public TimeSpan Elapsed => Clock.GetElapsedTime(_start);

    public static ImsStub That(HttpStatusCode status, string body = "") => new(_ => Make.Response(status, body));

    /// <summary>Answers with a failure so many times, then with a token.</summary>
    public static ImsStub Failing(int times, HttpStatusCode status, string? retryAfter = null) =>
        new(attempt => attempt < times
            ? Make.Response(status, "", headers => headers.TryAddWithoutValidation("Retry-After", retryAfter is null ? [] : [retryAfter]))
            : Make.Response(HttpStatusCode.OK, Make.TokenJson()));

    public ClientCredentialsTokenProvider Provider(Action<AdobeServerAuthOptions>? change = null) => new(_invoker, Make.Options(change), Clock, Log);

    public Task<AccessToken> GetTokenAsync(Action<AdobeServerAuthOptions>? change = null) =>
        Clock.RunAsync(() => Provider(change).GetTokenAsync(CancellationToken.None).AsTask(), leastTimers: Make.Options(change).TokenRequest.MaxRetries == 0 ? 1 : 2);

    public Task<AccessToken> GetTokenUntilAsync(CancellationToken cancellationToken) =>
        Clock.RunAsync(() => Provider().GetTokenAsync(cancellationToken).AsTask());

    public Task<TokenRequestException> FailAsync(Action<AdobeServerAuthOptions>? change = null) =>
        Assert.ThrowsAsync<TokenRequestException>(() => GetTokenAsync(change));

    public void Dispose() => _invoker.Dispose();

    private int Note()
    {
        lock (_gate)
        {
            _times.Add(Elapsed);
            return _times.Count - 1;
        }
    }
}
