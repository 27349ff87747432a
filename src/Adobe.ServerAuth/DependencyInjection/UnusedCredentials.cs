using System.Net;
using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Handlers;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.DependencyInjection;

// Warns once per container about credentials that nothing uses: as soon as a request shows it, else when the application ends. What the
// application resolves comes at any time, so that the start is too early to know.
internal sealed class UnusedCredentials : IDisposable
{
    private readonly RegisteredCredentials _registered;
    private readonly CredentialUse _use;
    private readonly ILogger _logger;
    private volatile bool _hasRun;
    private int _warned;

    public UnusedCredentials(RegisteredCredentials registered, IEnumerable<ClientWithHandler> clients, CredentialUse use, ILoggerFactory loggers)
    {
        _registered = registered;
        _use = use;
        _logger = UnfailingLogger.Around(loggers.CreateLogger(typeof(AdobeServerAuthOptions).FullName!));
        ArePossible = registered.Names.Count > 0 && !clients.Any() && !registered.HasForeignProvider;
    }

    // Not when a client has the handler, nor beside a provider of the application's own.
    public bool ArePossible { get; }

    public void Start() => _hasRun = true;

    public void Look(string client, HttpRequestMessage request, Uri? address, HttpStatusCode status)
    {
        _hasRun = true;
        if (status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            || CredentialHeaders.HasAuthorization(request)
            || CredentialMark.IsNone(request)
            || HostName.Of(address) is not { } host)
        {
            return;
        }

        // Another host may refuse for reasons of its own, unless this is all that the application ever sent.
        if ((AdobeApiHosts.All.Contains(host, StringComparer.OrdinalIgnoreCase) || ((status == HttpStatusCode.Unauthorized || address!.IsLoopback) && !_use.IsNoted)) && IsFirst())
        {
            _logger.HandlerMissing(HttpClientText.Of(client), SafeText.Clean(host) ?? "", (int)status, CredentialNameText.List(_registered.Names));
        }
    }

    public void Dispose()
    {
        if (_hasRun && ArePossible && !_use.IsNoted && IsFirst())
        {
            _logger.CredentialUnused(CredentialNameText.List(_registered.Names));
        }
    }

    private bool IsFirst() => Interlocked.Exchange(ref _warned, 1) == 0;
}
