using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Hosting;

/// <summary>A host with a fake clock whose IMS answers when a test lets it, and a service that tells what it finds when it starts.</summary>
internal sealed class WarmUpHost : IDisposable
{
    private readonly HostApplicationBuilder _builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
    private readonly App _app;
    private readonly Lazy<IHost> _host;
    private int _tokens;

    public WarmUpHost()
    {
        _app = new App(new StubHandler((_, cancellationToken) => (Answer ?? Token)().WaitAsync(cancellationToken)));
        _builder.Services.AddSingleton<TimeProvider>(_app.Clock).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_app.Log));

        // Before the warm-up: the order of the calls is not to matter.
        _builder.Services.AddHostedService(_ => Worker);
        _host = new(_builder.Build);
    }

    public RecordingLogger Log => _app.Log;

    public TestClock Clock => _app.Clock;

    public IReadOnlyList<SeenRequest> Requests => _app.Ims.Seen;

    public StubHandler Ims => _app.Ims;

    public StartedWorker Worker { get; } = new();

    public IServiceCollection Services => _builder.Services;

    public IHost Host => _host.Value;

    /// <summary>What IMS answers; null for a token.</summary>
    public Func<Task<HttpResponseMessage>>? Answer { get; set; }

    public IAdobeServerAuthBuilder Add(string name = "") => Add(name, options => options.TokenRequest.MaxRetries = 0);

    public IAdobeServerAuthBuilder Add(string name, Action<AdobeServerAuthOptions>? change) =>
        Services.AddAdobeServerAuth(name, App.Fill(change)).ConfigureImsHttpClient(_app.ToStub);

    public Task StartAsync() => Host.StartAsync(TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Token() =>
        Task.FromResult(Make.Response(System.Net.HttpStatusCode.OK, Make.TokenJson($"token-{Interlocked.Increment(ref _tokens)}")));

    public static Task<HttpResponseMessage> Refusal() => Task.FromResult(
        Make.Response(System.Net.HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter")));

    public void Dispose() => Host.Dispose();
}
