using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>
/// An API of the test's own on loopback, for what the emulated one does not do: HTTP/2, answers of the test's choice, a look at which token came.
/// </summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _tokens = [];
    private readonly List<ApiCall> _calls = [];
    private readonly WebApplication _application;
    private int _refused;

    private ApiServer(HttpProtocols protocols, X509Certificate2? certificate, Action<IServiceCollection>? addServices, Action<WebApplication>? addEndpoints)
    {
        Version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // A refusal leaves the body of its request unread, and the stream is drained for a while: with the default of 100, two hundred
            // refusals and their second attempts at once are now and then told to calm down.
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = protocols;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Services.AddRoutingCore();
        addServices?.Invoke(builder.Services);
        _application = builder.Build();
        _application.Use(AdmitAsync);
        if (addEndpoints is null)
        {
            _application.Run(context => Answer(context, Calls.Count));
        }
        else
        {
            addEndpoints(_application);
        }
    }

    /// <summary>The version of HTTP that it speaks.</summary>
    public Version Version { get; }

    public Uri Address => new(_application.Urls.Single());

    /// <summary>What is answered to a request whose token is not refused; the number tells how many requests have come so far.</summary>
    public Func<HttpContext, int, Task> Answer { get; set; } = static (_, _) => Task.CompletedTask;

    public IReadOnlyList<ApiCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public IEnumerable<int> Tokens => Calls.Select(call => call.Token);

    public static async Task<ApiServer> StartAsync(
        HttpProtocols protocols = HttpProtocols.Http1,
        X509Certificate2? certificate = null,
        Action<IServiceCollection>? addServices = null,
        Action<WebApplication>? addEndpoints = null)
    {
        var server = new ApiServer(protocols, certificate, addServices, addEndpoints);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>From now on, all tokens that came so far are answered with 401.</summary>
    public void RefuseTokens()
    {
        lock (_gate)
        {
            _refused = _tokens.Count;
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        if (IsAdmitted(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private bool IsAdmitted(HttpRequest request)
    {
        lock (_gate)
        {
            var token = NumberOf(request.Headers.Authorization.ToString());
            _calls.Add(new ApiCall(token, request.Protocol, request.Headers.Expect.ToString()));
            return token == 0 || token > _refused;
        }
    }

    private int NumberOf(string authorization)
    {
        if (authorization.Length > 0 && !_tokens.Contains(authorization))
        {
            _tokens.Add(authorization);
        }

        return _tokens.IndexOf(authorization) + 1;
    }
}
