namespace Adobe.ServerAuth;

/// <summary>The names of the traces and metrics that the library writes, for <c>AddSource</c> and <c>AddMeter</c> of OpenTelemetry and for views.</summary>
/// <remarks>Nothing is measured or traced while nobody listens. <c>docs/telemetry.md</c> lists every name with its unit and tags.</remarks>
public static class AdobeServerAuthTelemetry
{
    /// <summary>The <see cref="System.Diagnostics.ActivitySource"/>: <c>Adobe.ServerAuth</c>.</summary>
    public const string ActivitySourceName = "Adobe.ServerAuth";

    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/>: <c>Adobe.ServerAuth</c>.</summary>
    public const string MeterName = "Adobe.ServerAuth";

    /// <summary>The span of one token request with all its attempts: <c>adobe.serverauth.token_request</c>. Its kind is client.</summary>
    public const string TokenRequestActivity = "adobe.serverauth.token_request";

    /// <summary>
    /// The span of what a cache does to have a new token: <c>adobe.serverauth.renewal</c>. The caller that had to wait is its parent; a
    /// renewal in the background has a link to the caller that caused it instead.
    /// </summary>
    public const string RenewalActivity = "adobe.serverauth.renewal";

    /// <summary>Counts token requests, by flow, outcome and error: <c>adobe.serverauth.token_requests</c>, in <c>{request}</c>.</summary>
    public const string TokenRequests = "adobe.serverauth.token_requests";

    /// <summary>How long token requests took with all their attempts: <c>adobe.serverauth.token_request.duration</c>, in seconds.</summary>
    public const string TokenRequestDuration = "adobe.serverauth.token_request.duration";

    /// <summary>Counts what caches did to have a new token, by cause and outcome: <c>adobe.serverauth.renewals</c>, in <c>{renewal}</c>.</summary>
    public const string Renewals = "adobe.serverauth.renewals";

    /// <summary>
    /// How long the token at hand could still be used when a renewal ended: <c>adobe.serverauth.token.life_left</c>, in seconds; 0 when
    /// there was none. Small values of renewals that were due mean that they fail.
    /// </summary>
    public const string TokenLifeLeft = "adobe.serverauth.token.life_left";

    /// <summary>
    /// Counts the looks into a distributed cache for a token that another machine has brought, by outcome:
    /// <c>adobe.serverauth.shared_lookups</c>, in <c>{lookup}</c>.
    /// </summary>
    public const string SharedLookups = "adobe.serverauth.shared_lookups";

    /// <summary>The tag for the kind of credential: <c>adobe.serverauth.flow</c>, <c>oauth</c> or <c>jwt</c>.</summary>
    public const string FlowTag = "adobe.serverauth.flow";

    /// <summary>The tag for how something ended: <c>adobe.serverauth.outcome</c>.</summary>
    public const string OutcomeTag = "adobe.serverauth.outcome";

    /// <summary>The tag for why a new token was wanted: <c>adobe.serverauth.cause</c>: <c>none</c>, <c>expired</c>, <c>due</c> or <c>rejected</c>.</summary>
    public const string CauseTag = "adobe.serverauth.cause";

    /// <summary>The tag for the name of the credential, on spans alone: <c>adobe.serverauth.credential</c>; not there for the default one.</summary>
    public const string CredentialTag = "adobe.serverauth.credential";

    /// <summary>The tag for the number of attempts, on spans alone: <c>adobe.serverauth.attempts</c>.</summary>
    public const string AttemptsTag = "adobe.serverauth.attempts";

    /// <summary>The tag for IMS' id of the request, on spans alone: <c>adobe.ims.debug_id</c>.</summary>
    public const string DebugIdTag = "adobe.ims.debug_id";
}
