using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Handlers;

// Which addresses get the access token, which are sent without it, and which are not sent at all.
internal sealed class HostRules
{
    private const string WithoutToken =
        $" To send it without a token, add the host to {nameof(ApiRequestOptions.PassThroughHosts)}, or call {nameof(AdobeServerAuthRequestExtensions.WithoutAdobeCredential)} on the request.";

    private const int MostHostsListed = 6;

    private readonly ApiRequestOptionsOrigin _origin;
    private readonly IReadOnlyList<string> _allowedHosts;
    private readonly IReadOnlyList<HostPattern> _allowed;
    private readonly IReadOnlyList<HostPattern> _passThrough;
    private readonly ApprovedOrigins _approved = new();

    public HostRules(ApiRequestOptions options)
    {
        _origin = options.Origin;
        _allowedHosts = [.. options.AllowedHosts, .. options.AdditionalAllowedHosts];
        _allowed = Parse(_allowedHosts);
        _passThrough = Parse(options.PassThroughHosts);
    }

    // Whether it is one that was judged before. False tells nothing.
    public bool HasApproved(Uri? address) => _approved.Has(address);

    public HostVerdict Judge(Uri? address)
    {
        if (HasApproved(address))
        {
            return HostVerdict.WithToken;
        }

        var verdict = JudgeAnew(address);
        if (verdict.TakesToken)
        {
            _approved.Add(address!);
        }

        return verdict;
    }

    // The address, and what the request calls its host: the certificate is checked for that name, and a server serves it.
    public HostVerdict Judge(HttpRequestMessage request)
    {
        var verdict = Judge(request.RequestUri);
        return verdict.TakesToken && CredentialHeaders.HostOf(request) is { } host && !IsAllowed(request.RequestUri!, host)
            ? HostVerdict.Blocked("its Host header names a host that is not allowed to get an Adobe access token", "Take that header off the request, or allow the host it names." + WithoutToken)
            : verdict;
    }

    private bool IsAllowed(Uri address, string host) =>
        Uri.TryCreate($"{address.Scheme}://{host}/", UriKind.Absolute, out var named)
        && named.UserInfo.Length + named.Query.Length + named.Fragment.Length == 0 && named.AbsolutePath == "/"
        && (string.Equals(named.Authority, address.Authority, StringComparison.OrdinalIgnoreCase) || Judge(named).TakesToken);

    private HostVerdict JudgeAnew(Uri? address)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            return HostVerdict.Blocked("it has no absolute address", "Set HttpClient.BaseAddress, or give the request an absolute address.");
        }

        if (HostName.Of(address) is not { } host)
        {
            return HostVerdict.Blocked("its host can not be one", "Look for a character in it that only looks like one of a host name.");
        }

        if (_passThrough.Any(pattern => pattern.MatchesHost(host) && pattern.MatchesPort(address)))
        {
            return HostVerdict.WithoutToken;
        }

        if (!_allowed.Any(pattern => pattern.MatchesHost(host)))
        {
            return HostVerdict.Blocked("its host is not allowed to get an Adobe access token", Allow(address) + WithoutToken);
        }

        if (!_allowed.Any(pattern => pattern.MatchesHost(host) && pattern.MatchesPort(address)))
        {
            return HostVerdict.Blocked($"its host is allowed at another port than {address.Port}", Allow(address) + WithoutToken);
        }

        return address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)
            ? HostVerdict.WithToken
            : HostVerdict.Blocked("an access token is sent over https alone", "Use https. Only a loopback host may use http.");
    }

    private string Allow(Uri address)
    {
        if (address.IdnHost.EndsWith('.'))
        {
            return "Write the host without the dot at its end.";
        }

        var host = SafeText.Clean(!address.IsDefaultPort || address.HostNameType == UriHostNameType.IPv6 ? address.Authority : address.IdnHost) ?? "";
        return (host.Length > 0 && NearMiss.Of(host, _allowedHosts) is { } guess && !string.Equals(guess, address.IdnHost, StringComparison.OrdinalIgnoreCase) ? $"Did you mean {guess}? " : "")
            + (_allowedHosts.Count <= MostHostsListed ? $"Allowed are {string.Join(", ", _allowedHosts)}. " : "")
            + $"If it is an Adobe API of yours, {_origin.HowToAllow(host)}.";
    }

    private static HostPattern[] Parse(IEnumerable<string> hosts) =>
        [.. hosts.Select(host => HostPattern.TryParse(host, out var pattern) ? pattern : throw new ArgumentException("A host pattern is malformed.", nameof(hosts)))];
}
