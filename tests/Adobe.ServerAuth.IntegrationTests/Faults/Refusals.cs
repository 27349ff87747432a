using Adobe.ServerAuth.Testing;
using static Adobe.ServerAuth.IntegrationTests.Faults.FaultOutcome;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>What IMS itself answers when it gives no token.</summary>
internal static class Refusals
{
    private const string Later = "Please try again later";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Both dates are in whole seconds, and a server makes its own once per second.
    private static readonly TimeSpan TwoTicks = TimeSpan.FromSeconds(2);

    public static IEnumerable<FaultCase> All { get; } =
    [
        Of("a wrong secret", "wrong-secret", ImsFault.Error(400, "invalid_client", "invalid client_secret parameter")),
        Of("an unknown client, or one of another environment", "unknown-client", ImsFault.Error(400, "invalid_client", "invalid client_id parameter")),
        Of("a client of another kind", "wrong-client", ImsFault.Error(400, "invalid_client")),
        Of("a scope that was not granted", "scope-not-granted", ImsFault.Error(400, "invalid_scope")),
        Of("no scope", "no-scope", ImsFault.Error(400, "invalid_target_scope")),
        Of("no organization", "missing-organization", ImsFault.Error(400, "invalid_request", "invalid org_id parameter")),
        Of("a grant that the client may not use", "wrong-kind-of-client", ImsFault.Error(400, "unauthorized_client")),
        Of("an error that nobody knows", "refused", ImsFault.Error(400, "something_new")),
        Of("a refusal by a server whose clock is ten minutes ahead", "wrong-client", ImsFault.Error(400, "invalid_client"))
            with { Date = ("Date", TimeSpan.FromMinutes(10)), AndAlso = failure => Assert.Contains("behind the server's", failure.Message, StringComparison.Ordinal) },
        OfJwt("a wrong secret", "jwt-wrong-secret", ImsFault.Error(400, "invalid_client", "invalid client_secret parameter")),
        OfJwt("a credential that takes no JWT", "jwt-wrong-client", ImsFault.Error(401, "invalid_client")) with { Expected = Refused("jwt-wrong-client", 401) },
        OfJwt("an unknown client, or one of another environment", "jwt-unknown-client", ImsFault.Error(400, "invalid_client")),
        OfJwt("a certificate that has expired", "certificate", ImsFault.Error(400, "invalid_token", "Could not match JWT signature to any of the bindings")),
        OfJwt("a signature that does not match, as documented", "certificate-or-algorithm", ImsFault.Error(400, "invalid_signature")),
        OfJwt("an assertion that has ended, since the clock is wrong", "assertion", ImsFault.Error(400, "invalid_token", "JWT token has expired."))
            with { Date = ("Date", TimeSpan.FromMinutes(10)), AndAlso = failure => Assert.InRange(failure.ClockSkew!.Value, TimeSpan.FromMinutes(-11), TimeSpan.FromMinutes(-9)) },
        OfJwt("an assertion that can not be read", "assertion-unreadable", ImsFault.Error(400, "invalid_token", "JWT token is incorrectly formatted, and can not be decoded.")),
        OfJwt("no jti", "jwt-id", ImsFault.Error(400, "invalid_jti")),
        OfJwt("a metascope that was not granted", "metascope-not-granted", ImsFault.Error(400, "invalid_scope", "The metascopes in the JWT are not a subset of the metascopes in the binding.")),
        OfJwt("the e-mail for the account", "assertion-parts", ImsFault.Error(400, "bad_request")),
        OfJwt("an error that nobody knows", "jwt-refused", ImsFault.Error(400, "something_new")),
        new("JWT: a credential that was migrated", Refused("migrated", 500, 2)) { Flow = ServerAuthFlow.Jwt, Fault = ImsFault.Error(500, "internal_error", Later) },
        new("a page of a proxy that is packed, with 403", Refused("not-from-ims", 403)) { Fault = ImsFault.Answer(403).WithHeader("Content-Encoding", "gzip") },
        new("an internal error", Unavailable("ims-in-trouble", 500, 3)) { Fault = ImsFault.Error(500, "internal_error", Later) },
        new("a service that is not available", Unavailable("ims-in-trouble", 503, 3)) { Fault = ImsFault.Answer(503) },
        new("a service that is not available for an hour", Unavailable("ims-in-trouble", 503, 1)) { Fault = ImsFault.Answer(503).WithHeader("Retry-After", "3600"), IsPaused = true, AndAlso = failure => Assert.Equal(Hour, failure.RetryAfter) },
        new("a request timeout", Unavailable("request-timeout", 408, 3)) { Fault = ImsFault.Answer(408) },
        new("throttling for an hour", Unavailable("throttled", 429, 1)) { Fault = ImsFault.Throttle(Hour), IsPaused = true, AndAlso = failure => Assert.Equal(Hour, failure.RetryAfter) },
        new("throttling until a date", Unavailable("throttled", 429, 1)) { Fault = ImsFault.Answer(429), Date = ("Retry-After", Hour), IsPaused = true, AndAlso = failure => Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromMinutes(50), Hour + TwoTicks) },
        new("throttling without an end, and no time to wait", Unavailable("throttled", 429, 1)) { Fault = ImsFault.Answer(429), Change = options => options.TokenRequest.TotalTimeout = TimeSpan.FromSeconds(4) },
        new("throttling for a second, and then a token", Token(2, TimeSpan.FromSeconds(86399))) { First = ImsFault.Throttle(TimeSpan.FromSeconds(1)) },
        Of("a refusal that repeats the request", "refused", ImsFault.Echo(400)),
        OfJwt("a refusal that repeats the request", "jwt-refused", ImsFault.Echo(400)),
        new("a fault that repeats the request", Unavailable("ims-in-trouble", 500, 3)) { Fault = ImsFault.Echo(500) },
        new("JWT: a fault that repeats the request", Unavailable("ims-in-trouble", 503, 3)) { Flow = ServerAuthFlow.Jwt, Fault = ImsFault.Echo(503) },
        new("an answer with 200 that repeats the request", Unavailable("no-token", 200, 2)) { Fault = ImsFault.Echo(200) },
    ];

    private static FaultCase Of(string name, string reason, ImsFault fault) => new(name, Refused(reason, 400)) { Fault = fault };

    private static FaultCase OfJwt(string name, string reason, ImsFault fault) => Of("JWT: " + name, reason, fault) with { Flow = ServerAuthFlow.Jwt };
}
