using System.Diagnostics;
using System.Net;

namespace Observability;

/// <summary>A client of an Adobe API, with a span of its own around each call. It knows nothing of tokens.</summary>
internal sealed class ApiClient(HttpClient http)
{
    public const string ActivitySourceName = "Observability.Sample";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    /// <summary>Calls the API once.</summary>
    /// <param name="name">What the span is called.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<HttpStatusCode> CallAsync(string name, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity(name);
        using var response = await http.GetAsync(new Uri("", UriKind.Relative), cancellationToken);
        return response.StatusCode;
    }
}
