using System.Net;
using Adobe.ServerAuth.Testing;
using Samples;

namespace Analytics;

/// <summary>Analytics as far as this sample goes, its limit included: more than 12 requests in 6 seconds are refused.</summary>
internal sealed class EmulatedAnalytics(ImsEmulator adobe, TimeProvider time) : EmulatedProduct(adobe)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(6);
    private readonly Lock _lock = new();
    private readonly Queue<long> _taken = new();

    protected override HttpResponseMessage Answer(HttpRequestMessage request, string body, string? clientId)
    {
        if (!Take())
        {
            var refusal = Json(HttpStatusCode.TooManyRequests, new { error_code = "429050", message = "Too many requests" });
            refusal.Headers.RetryAfter = new(Window);
            return refusal;
        }

        var company = request.Headers.TryGetValues("x-proxy-global-company-id", out var values) ? values.Single() : null;
        return request.RequestUri! switch
        {
            { Host: "analytics.adobe.io", AbsolutePath: "/discovery/me" } => Json(HttpStatusCode.OK, Discovery()),
            { Host: "analytics.adobe.io", AbsolutePath: "/api/testco0/reportsuites/collections/suites" } when company == "testco0" =>
                Json(HttpStatusCode.OK, new[] { new { rsid = "testco-web", name = "Web" } }),
            _ => NotFound(),
        };
    }

    private static object Discovery() => new
    {
        imsOrgs = new[]
        {
            new { companies = new[] { new { globalCompanyId = "testco0", companyName = "Test Company", apiRateLimitPolicy = "aa_api_tier10_tp" } } },
        },
    };

    private bool Take()
    {
        lock (_lock)
        {
            while (_taken.TryPeek(out var first) && time.GetElapsedTime(first) >= Window)
            {
                _taken.Dequeue();
            }

            if (_taken.Count == 12)
            {
                return false;
            }

            _taken.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
