using System.Diagnostics.CodeAnalysis;

namespace Adobe.ServerAuth;

/// <summary>What one <see cref="HttpClient"/> sends with its requests to Adobe APIs, and which hosts may get it.</summary>
public sealed class ApiRequestOptions
{
    /// <summary>
    /// The hosts that get the access token. Default: empty, which means the Adobe API hosts that this library knows (see
    /// <c>docs/configuration.md</c>). Not empty: these instead. Each is a host (<c>author-p1-e1.adobeaemcloud.com</c>), all hosts below a
    /// domain (<c>*.api.commerce.adobe.com</c>), or either with a port. Requests must be <c>https</c>, except to a loopback host that
    /// is listed here. Any other request throws <see cref="RequestBlockedException"/> and is not sent.
    /// </summary>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "Options are set with one collection expression.")]
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>
    /// The hosts whose requests are sent as they are, without token and headers, such as the pre-signed storage addresses of PDF
    /// Services. Default: empty. Written as in <see cref="AllowedHosts"/>, which they take precedence over.
    /// </summary>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "Options are set with one collection expression.")]
    public IList<string> PassThroughHosts { get; set; } = [];

    /// <summary>Whether the token's client id is sent as <c>x-api-key</c>. Default: true.</summary>
    public bool SendApiKey { get; set; } = true;

    /// <summary>Whether the token's organization is sent, when it is known. Default: true.</summary>
    public bool SendOrganizationId { get; set; } = true;

    /// <summary>The header that the organization is sent in. Default: <c>x-gw-ims-org-id</c>; I/O Events journaling wants <c>x-ims-org-id</c>.</summary>
    public string OrganizationIdHeader { get; set; } = "x-gw-ims-org-id";

    internal ApiRequestOptions Copy() => new()
    {
        AllowedHosts = [.. AllowedHosts ?? []],
        PassThroughHosts = [.. PassThroughHosts ?? []],
        SendApiKey = SendApiKey,
        SendOrganizationId = SendOrganizationId,
        OrganizationIdHeader = OrganizationIdHeader,
    };
}
