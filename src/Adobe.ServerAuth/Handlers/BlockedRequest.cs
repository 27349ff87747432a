using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Handlers;

// The words of a request that is not sent, or not sent on.
internal static class BlockedRequest
{
    public static RequestBlockedException Exception(Uri? address, HostVerdict verdict)
    {
        var host = SafeText.Clean(HostName.Of(address));
        return Make(host, verdict, $"A request{(host is null ? "" : " to " + host)} was not sent, because {verdict.Reason}.");
    }

    // The request that was redirected has been carried out: whoever repeats it does so twice.
    public static RequestBlockedException Redirected(Uri? origin, int status, Uri target, HostVerdict verdict)
    {
        var host = SafeText.Clean(HostName.Of(target));
        return Make(host, verdict, $"{SafeText.Clean(HostName.Of(origin))} took the request and answered {status}, a redirect to {host ?? "no host"}, which was not followed, because {verdict.Reason}.");
    }

    public static InvalidOperationException WithoutCredentials(string credential) => new(
        $"A request asks for the credential '{SafeText.Clean(credential)}' with {nameof(AdobeServerAuthRequestExtensions.UseAdobeCredential)}, but the {nameof(AdobeServerAuthHandler)} of its client knows one credential alone. Make it with an {nameof(ITokenProviderFactory)}, or take a client of the HTTP client factory in a container with AddAdobeServerAuth.");

    private static RequestBlockedException Make(string? host, HostVerdict verdict, string what) =>
        new(what + " " + verdict.Remedy) { Host = host, Reason = verdict.Reason };
}
