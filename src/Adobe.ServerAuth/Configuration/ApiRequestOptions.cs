using System.Diagnostics.CodeAnalysis;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth;

/// <summary>What one <see cref="HttpClient"/> sends with its requests to Adobe APIs, and which hosts may get it.</summary>
public sealed class ApiRequestOptions
{
    /// <summary>
    /// The hosts that get the access token. Default: the Adobe API hosts that this library knows (see <c>docs/http-clients.md</c>). <c>Add</c> adds a host
    /// to them, and an assignment replaces them. Each entry is a host (<c>author-p1-e1.adobeaemcloud.com</c>), part of the first label of a host
    /// (<c>firefly-epo*.adobe.io</c>, where <c>*</c> stands for characters but no dot), or every host below a domain (<c>*.api.commerce.adobe.com</c>), and each may
    /// have a port. Requests must be <c>https</c>, except to a loopback host in this list. Any other request throws
    /// <see cref="RequestBlockedException"/> and is not sent.
    /// </summary>
    /// <example>
    /// <code>
    /// .AddAdobeServerAuthHandler(options => options.AllowedHosts.Add("author-p1-e1.adobeaemcloud.com"));
    /// </code>
    /// </example>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "Options are set with one collection expression.")]
    public IList<string> AllowedHosts { get; set; } = [.. AdobeApiHosts.All];

    /// <summary>
    /// The hosts whose requests are sent as they are, without token and headers, such as pre-signed storage URLs. Default: empty. Written as in
    /// <see cref="AllowedHosts"/>, which they take precedence over.
    /// </summary>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "Options are set with one collection expression.")]
    public IList<string> PassThroughHosts { get; set; } = [];

    /// <summary>Whether the token's client id is sent as <c>x-api-key</c>. Default: true.</summary>
    public bool SendApiKey { get; set; } = true;

    /// <summary>Whether the token's organization is sent, when it is known. Default: true.</summary>
    public bool SendOrganizationId { get; set; } = true;

    /// <summary>The header that the organization is sent in. Default: <c>x-gw-ims-org-id</c>; I/O Events journaling wants <c>x-ims-org-id</c>.</summary>
    public string OrganizationIdHeader { get; set; } = "x-gw-ims-org-id";

    // Hosts that configuration adds to AllowedHosts; code calls Add.
    internal IList<string> AdditionalAllowedHosts { get; set; } = [];

    // Where the values come from, so that messages name what the user wrote.
    internal ApiRequestOptionsOrigin Origin { get; set; } = ApiRequestOptionsOrigin.Constructor;

    // What is wrong with the configuration section of the HTTP client.
    internal IList<OptionFailure> SectionFailures { get; } = [];

    /// <summary>
    /// For Firefly (images, video, custom models): <c>Authorization</c> and <c>x-api-key</c>, to the API and to the hosts of its jobs, which differ from job to
    /// job (<c>firefly-epo*.adobe.io</c>). Generated files are fetched from Firefly's storage without the token.
    /// </summary>
    /// <returns>The same options.</returns>
    /// <example>
    /// <code>
    /// services.AddHttpClient&lt;FireflyClient&gt;(client => client.BaseAddress = new("https://firefly-api.adobe.io"))
    ///     .AddAdobeServerAuthHandler(options => options.ForFirefly());
    /// </code>
    /// </example>
    public ApiRequestOptions ForFirefly() => ForProduct(
        allowed: ["firefly-api.adobe.io", "firefly-epo*.adobe.io"],
        storage: ["pre-signed-firefly-prod.s3-accelerate.amazonaws.com", "pre-signed-firefly-prod.s3.amazonaws.com"]);

    /// <summary>
    /// For PDF Services: <c>Authorization</c> and <c>x-api-key</c>, to the API in each region. Files go to and come from its storage without the token.
    /// </summary>
    /// <returns>The same options.</returns>
    /// <example>
    /// <code>
    /// services.AddHttpClient&lt;PdfServicesClient&gt;(client => client.BaseAddress = new("https://pdf-services.adobe.io"))
    ///     .AddAdobeServerAuthHandler(options => options.ForPdfServices());
    /// </code>
    /// </example>
    public ApiRequestOptions ForPdfServices() => ForProduct(
        allowed: ["pdf-services.adobe.io", "pdf-services-ue1.adobe.io", "pdf-services-ew1.adobe.io"],
        storage:
        [
            "dcplatformstorageservice-prod-us-east-1.s3-accelerate.amazonaws.com",
            "dcplatformstorageservice-prod-us-east-1.s3.amazonaws.com",
            "dcplatformstorageservice-prod-eu-west-1.s3-accelerate.amazonaws.com",
            "dcplatformstorageservice-prod-eu-west-1.s3.amazonaws.com",
        ]);

    /// <summary>
    /// For AEM as a Cloud Service (author and publish, GraphQL, Assets HTTP): <c>Authorization</c> alone, to the hosts of your environments.
    /// </summary>
    /// <param name="hosts">Your hosts, such as <c>author-p1-e1.adobeaemcloud.com</c>; written as in <see cref="AllowedHosts"/>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException"><paramref name="hosts"/> is empty.</exception>
    public ApiRequestOptions ForAem(params string[] hosts) => For(hosts, apiKey: false, organizationIdHeader: null);

    /// <summary>
    /// For the OpenAPI-based APIs of AEM as a Cloud Service: <c>Authorization</c> and <c>x-api-key</c>, to the hosts of your environments. The client
    /// id has to be in the <c>allowedClientIDs</c> of the environment's <c>api.yaml</c>.
    /// </summary>
    /// <param name="hosts">Your hosts, such as <c>author-p1-e1.adobeaemcloud.com</c>; written as in <see cref="AllowedHosts"/>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException"><paramref name="hosts"/> is empty.</exception>
    public ApiRequestOptions ForAemOpenApi(params string[] hosts) => For(hosts, apiKey: true, organizationIdHeader: null);

    /// <summary>For Adobe Commerce as a Cloud Service: <c>Authorization</c> alone, to the hosts of your instances.</summary>
    /// <param name="hosts">Your hosts, such as <c>na1.api.commerce.adobe.com</c>; written as in <see cref="AllowedHosts"/>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException"><paramref name="hosts"/> is empty.</exception>
    public ApiRequestOptions ForCommerce(params string[] hosts) => For(hosts, apiKey: false, organizationIdHeader: null);

    /// <summary>
    /// For the journals of I/O Events: <c>Authorization</c>, <c>x-api-key</c>, and the organization in <c>x-ims-org-id</c>, which is another header than
    /// that of nearly all Adobe APIs.
    /// </summary>
    /// <param name="hosts">The host of the journal's address, which the event registration tells; written as in <see cref="AllowedHosts"/>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException"><paramref name="hosts"/> is empty.</exception>
    public ApiRequestOptions ForEventsJournal(params string[] hosts) => For(hosts, apiKey: true, "x-ims-org-id");

    internal ApiRequestOptions Copy() => new()
    {
        AllowedHosts = [.. AllowedHosts ?? []],
        AdditionalAllowedHosts = [.. AdditionalAllowedHosts],
        PassThroughHosts = [.. PassThroughHosts ?? []],
        SendApiKey = SendApiKey,
        SendOrganizationId = SendOrganizationId,
        OrganizationIdHeader = OrganizationIdHeader,
        Origin = Origin,
    };

    private ApiRequestOptions ForProduct(IList<string> allowed, IList<string> storage)
    {
        AllowedHosts = allowed;
        PassThroughHosts = storage;
        SendApiKey = true;
        SendOrganizationId = false;
        return this;
    }

    private ApiRequestOptions For(string[] hosts, bool apiKey, string? organizationIdHeader)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        if (hosts.Length == 0)
        {
            throw new ArgumentException("These hosts are your own and not known here: name at least one, without scheme and path (author-p1-e1.adobeaemcloud.com).", nameof(hosts));
        }

        AllowedHosts = [.. hosts];
        SendApiKey = apiKey;
        SendOrganizationId = organizationIdHeader is not null;
        OrganizationIdHeader = organizationIdHeader ?? OrganizationIdHeader;
        return this;
    }
}
