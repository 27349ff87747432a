using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Handlers;

// Which addresses get the access token, which are sent without it, and which are not sent at all.
internal sealed class HostRules
{
    private readonly IReadOnlyList<HostPattern> _allowed;
    private readonly IReadOnlyList<HostPattern> _passThrough;

    public HostRules(ApiRequestOptions options)
    {
        _allowed = options.AllowedHosts.Count == 0 ? AdobeApiHosts.All : Parse(options.AllowedHosts);
        _passThrough = Parse(options.PassThroughHosts);
    }

    // True: send with the token. False: send without. Any other address throws.
    public bool TakesToken(Uri? address)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            throw Blocked(null, "it has no absolute address", "Set HttpClient.BaseAddress, or give the request an absolute address.");
        }

        var host = address.IdnHost;
        if (_passThrough.Any(pattern => pattern.MatchesHost(host) && pattern.MatchesPort(address)))
        {
            return false;
        }

        if (!_allowed.Any(pattern => pattern.MatchesHost(host)))
        {
            throw Blocked(address, "its host is not allowed to get an Adobe access token", $"{Allow(address)} To send it without a token, add the host to {nameof(ApiRequestOptions.PassThroughHosts)}, or call {nameof(AdobeServerAuthRequestExtensions.WithoutAdobeCredential)} on the request.");
        }

        if (!_allowed.Any(pattern => pattern.MatchesHost(host) && pattern.MatchesPort(address)))
        {
            throw Blocked(address, $"its host is allowed at another port than {address.Port}", Allow(address));
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw Blocked(address, "an access token is sent over https alone", "Use https. Only a loopback host may use http.");
        }

        return true;
    }

    public bool MayTakeToken(Uri? address)
    {
        try
        {
            return TakesToken(address);
        }
        catch (RequestBlockedException)
        {
            return false;
        }
    }

    private static string Allow(Uri address) =>
        $"If it is an Adobe API of yours, add '{SafeText.Clean(address.IsDefaultPort ? address.IdnHost : address.Authority)}' to {nameof(ApiRequestOptions)}.{nameof(ApiRequestOptions.AllowedHosts)}; a list that is not empty replaces the default one.";

    private static RequestBlockedException Blocked(Uri? address, string reason, string remedy)
    {
        var host = SafeText.Clean(address?.IdnHost);
        return new RequestBlockedException($"A request{(host is null ? "" : " to " + host)} was not sent, because {reason}. {remedy}") { Host = host, Reason = reason };
    }

    private static HostPattern[] Parse(IEnumerable<string> hosts) =>
        [.. hosts.Select(host => HostPattern.TryParse(host, out var pattern) ? pattern : throw new ArgumentException("A host pattern is malformed.", nameof(hosts)))];
}
