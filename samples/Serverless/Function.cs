using System.Net;
using Adobe.ServerAuth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serverless;

/// <summary>
/// A function as platforms have them: an object that is made once in a process, and a handler that is called for each event. What is made in
/// the handler would be made, and a token asked for, at each event.
/// </summary>
internal sealed class Function : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HttpClient _api;

    public Function(IConfiguration configuration, Uri api, TimeProvider time)
    {
        // All of a call, the wait for its token included: the token request's TotalTimeout, and what the API needs. Less than the platform gives an event.
        var timeout = configuration.GetValue("Serverless:Timeout", TimeSpan.FromSeconds(12));
        _services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddSingleton(time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true))
            .AddAdobeServerAuth().Services
            .AddHttpClient("adobe", client => (client.BaseAddress, client.Timeout) = (api, timeout))
            .AddAdobeServerAuthHandler(options =>
            {
                if (api.IsLoopback)
                {
                    options.AllowedHosts.Add(api.Authority);
                }
            }).Services
            .BuildServiceProvider();
        _api = _services.GetRequiredService<IHttpClientFactory>().CreateClient("adobe");
    }

    /// <summary>The credential's state, without asking anybody.</summary>
    public CredentialStatus Status => _services.GetRequiredService<ICredentialStatusSource>().GetStatus("");

    /// <param name="cancellationToken">The platform's, which ends an event.</param>
    public async Task<HttpStatusCode> HandleAsync(CancellationToken cancellationToken)
    {
        using var response = await _api.GetAsync(new Uri("/event", UriKind.Relative), cancellationToken);

        // An event is done when the API says so. What is thrown is for the platform, which gives it again if it has a queue.
        response.EnsureSuccessStatusCode();
        return response.StatusCode;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
