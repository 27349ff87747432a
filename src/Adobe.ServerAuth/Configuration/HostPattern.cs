using System.Diagnostics.CodeAnalysis;

namespace Adobe.ServerAuth.Configuration;

// One entry of a host list: "host", "*.domain" (every host below a domain), "api-*.domain" (part of one label), and each with a port.
internal sealed class HostPattern
{
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly HostWildcard _wildcard;
    private readonly int? _port;

    private HostPattern(string prefix, string suffix, HostWildcard wildcard, int? port)
    {
        _prefix = prefix;
        _suffix = suffix;
        _wildcard = wildcard;
        _port = port;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out HostPattern? pattern)
    {
        pattern = null;
        text ??= "";
        var star = text.IndexOf('*');
        var dot = text.IndexOf('.');
        if (star >= 0 && (dot < star || text.LastIndexOf('*') != star))
        {
            return false;
        }

        // The domain behind the label with the wildcard is parsed as an address, and so is a host without one.
        var label = star >= 0 ? text.Substring(0, dot) : "";
        var authority = star >= 0 ? text.Substring(dot + 1) : text;
        if (label.Any(c => c != '*' && !IsLabelCharacter(c)) || !TryParseAuthority(authority, out var host, out var isName, out var port))
        {
            return false;
        }

        if (star < 0)
        {
            pattern = new HostPattern(host, "", HostWildcard.None, port);
            return true;
        }

        // What is left of the wildcard must be a domain that somebody owns, and not a top-level domain.
        if (!isName || !host.Contains('.'))
        {
            return false;
        }

        pattern = label == "*"
            ? new HostPattern("", "." + host, HostWildcard.Labels, port)
            : new HostPattern(label.Substring(0, star), $"{label.Substring(star + 1)}.{host}", HostWildcard.WithinLabel, port);
        return true;
    }

    public bool MatchesHost(string idnHost)
    {
        if (_wildcard == HostWildcard.None)
        {
            return string.Equals(idnHost, _prefix, StringComparison.OrdinalIgnoreCase);
        }

        var length = idnHost.Length - _prefix.Length - _suffix.Length;
        return (_wildcard == HostWildcard.Labels ? length > 0 : length >= 0)
            && idnHost.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase)
            && idnHost.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase)
            && (_wildcard == HostWildcard.Labels || idnHost.IndexOf('.', _prefix.Length, length) < 0);
    }

    // Without a port, an entry means the default port of the scheme.
    public bool MatchesPort(Uri address) => _port is { } port ? address.Port == port : address.IsDefaultPort;

    private static bool TryParseAuthority(string authority, out string host, out bool isName, out int? port)
    {
        (host, isName, port) = ("", false, null);
        if (authority.Any(c => c is '/' or '\\' or '*' or '@' or '?' or '#' or '%' || char.IsWhiteSpace(c))
            || !Uri.TryCreate("https://" + authority, UriKind.Absolute, out var address)
            || HostName.Of(address) is not { } found
            || address.Host.EndsWith('.')
            || authority.EndsWith(':'))
        {
            return false;
        }

        (host, isName, port) = (found, address.HostNameType == UriHostNameType.Dns, HasPort(authority) ? address.Port : null);
        return true;
    }

    private static bool IsLabelCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-';

    private static bool HasPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon >= 0 && colon > authority.LastIndexOf(']');
    }

    private enum HostWildcard
    {
        None,
        WithinLabel,
        Labels,
    }
}
