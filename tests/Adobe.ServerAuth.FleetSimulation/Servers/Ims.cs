using System.Net;
using Adobe.ServerAuth.FleetSimulation.Scenarios;
using Adobe.ServerAuth.FleetSimulation.Time;

namespace Adobe.ServerAuth.FleetSimulation.Servers;

internal sealed class Ims(EventQueue events, Scenario scenario)
{
    private readonly Dictionary<string, IssuedToken> _tokens = new(StringComparer.Ordinal);
    private long _minute;
    private int _inMinute;

    // Each POST that arrived, whatever became of it.
    public int Requests { get; private set; }

    public HashSet<string> Secrets { get; } = new(StringComparer.Ordinal);

    // Told of each request, as it arrives, with the machine that sent it.
    public Action<int, HttpStatusCode?>? Asked { get; set; }

    public IssuedToken Issued(string token) => _tokens[token];

    public void RevokeAll()
    {
        foreach (var token in _tokens.Values)
        {
            token.IsRevoked = true;
        }
    }

    // Null for none.
    public HttpResponseMessage? Answer(int machine, IReadOnlyDictionary<string, string> form)
    {
        Requests++;
        var response = ResponseTo(form);
        response?.Headers.Date = events.TrueTime;
        Asked?.Invoke(machine, response?.StatusCode);
        return response;
    }

    private HttpResponseMessage? ResponseTo(IReadOnlyDictionary<string, string> form)
    {
        var fault = scenario.ImsFault(events.Elapsed);
        if (IsOverLimit())
        {
            fault = ImsFault.Throttled;
        }

        switch (fault)
        {
            case ImsFault.Silent:
                return null;
            case ImsFault.Down:
                return new(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("") };
            case ImsFault.Throttled:
                var throttled = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent("") };
                throttled.Headers.RetryAfter = new(scenario.RetryAfter);
                return throttled;
        }

        if (!Secrets.Contains(form["client_secret"]))
        {
            return new(HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":"invalid_client","error_description":"invalid client_secret parameter"}""") };
        }

        var lifetime = scenario.TokenLifetime;
        var token = TokenText.Token(form["client_id"], events.TrueTime, lifetime, _tokens.Count);
        _tokens.Add(token, new IssuedToken(token, events.Now + lifetime.Ticks));
        return new(HttpStatusCode.OK) { Content = new StringContent(TokenText.Answer(token, lifetime)) };
    }

    private bool IsOverLimit()
    {
        var minute = events.Now / TimeSpan.TicksPerMinute;
        (_minute, _inMinute) = minute == _minute ? (minute, _inMinute + 1) : (minute, 1);
        return _inMinute > scenario.RequestsPerMinute;
    }
}
