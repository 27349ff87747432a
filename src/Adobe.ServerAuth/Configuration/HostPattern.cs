using System.Diagnostics.CodeAnalysis;

namespace Adobe.ServerAuth.Configuration;

// One entry of a host list: "host", "*.domain", "host:port", "[::1]:port".
internal sealed class HostPattern
{
    private readonly string _host;
    private readonly bool _isSuffix;
    private readonly int? _port;

    private HostPattern(string host, bool isSuffix, int? port)
    {
        _host = host;
        _isSuffix = isSuffix;
        _port = port;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out HostPattern? pattern)
    {
        pattern = null;
        var isSuffix = text is not null && text.StartsWith("*.", StringComparison.Ordinal);
        var authority = (isSuffix ? text!.Substring(2) : text) ?? "";
        if (authority.Any(c => c is '/' or '\\' or '*' or '@' or '?' or '#' or '%' || char.IsWhiteSpace(c))
            || !Uri.TryCreate("https://" + authority, UriKind.Absolute, out var address)
            || HostName.Of(address) is not { } host
            || address.Host.EndsWith('.')
            || authority.EndsWith(':'))
        {
            return false;
        }

        var isName = address.HostNameType == UriHostNameType.Dns;
        if (isSuffix && !(isName && host.Contains('.')))
        {
            return false;
        }

        int? port = HasPort(authority) ? address.Port : null;
        pattern = new HostPattern(isSuffix ? "." + host : host, isSuffix, port);
        return true;
    }

    public bool MatchesHost(string idnHost) => _isSuffix
        ? idnHost.Length > _host.Length && idnHost.EndsWith(_host, StringComparison.OrdinalIgnoreCase)
        : string.Equals(idnHost, _host, StringComparison.OrdinalIgnoreCase);

    // Without a port of its own an entry stands for the scheme's default one.
    public bool MatchesPort(Uri address) => _port is { } port ? address.Port == port : address.IsDefaultPort;

    private static bool HasPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon >= 0 && colon > authority.LastIndexOf(']');
    }
}
