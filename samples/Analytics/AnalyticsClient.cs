using System.Net.Http.Json;
using System.Text.Json;
using Samples;

namespace Analytics;

/// <summary>Reads the companies of a credential, and the report suites of a company.</summary>
internal sealed class AnalyticsClient(HttpClient http)
{
    /// <summary>The companies that the credential sees. They do not change by the hour: ask once, and keep the id in your configuration.</summary>
    /// <exception cref="HttpRequestException">Analytics refuses the request.</exception>
    public async Task<IReadOnlyList<Company>> GetCompaniesAsync(CancellationToken cancellationToken = default)
    {
        using var response = await http.GetAsync(new Uri("/discovery/me", UriKind.Relative), cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var discovery = await response.Content.ReadFromJsonAsync<Discovery>(cancellationToken);
        return [.. (discovery?.ImsOrgs ?? []).SelectMany(organization => organization.Companies ?? [])];
    }

    /// <summary>A page of the company's report suites, ten of them.</summary>
    /// <param name="globalCompanyId">The company's id, as <see cref="GetCompaniesAsync"/> tells it: no number, and not the name at the login.</param>
    /// <param name="page">The number of the page; 0 is the first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="HttpRequestException">Analytics refuses the request, or its answer has no list.</exception>
    public async Task<IReadOnlyList<ReportSuite>> GetReportSuitesAsync(string globalCompanyId, int page = 0, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{Uri.EscapeDataString(globalCompanyId)}/reportsuites/collections/suites?limit=10&page={page}");
        request.Headers.Add("x-proxy-global-company-id", globalCompanyId);
        using var response = await http.SendAsync(request, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);

        // An array, says the reference; clients of others read the member content of an object.
        var suites = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("content", out var content) ? content : body;
        return suites.ValueKind == JsonValueKind.Array
            ? suites.Deserialize<List<ReportSuite>>(JsonSerializerOptions.Web)!
            : throw new HttpRequestException("Analytics' answer has no list of report suites.");
    }

    private sealed record Discovery(IReadOnlyList<Organization>? ImsOrgs);

    private sealed record Organization(IReadOnlyList<Company>? Companies);
}
