namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What an assertion must say to be exchanged for a token of this credential, docs/ims-protocol.md §3.1.</summary>
internal sealed class AssertionRules(EmulatedCredential credential, string authority, DateTimeOffset now)
{
    private const long SkewSeconds = 30;
    private const long LongestLifeSeconds = 24 * 60 * 60;

    public ImsReply? Check(JwtAssertion assertion) =>
        CheckSignature(assertion)
        ?? CheckTimes(assertion.Claims)
        ?? CheckParties(assertion.Claims)
        ?? CheckAudience(assertion.Claims)
        ?? CheckMetaScopes(assertion.Claims);

    private ImsReply? CheckSignature(JwtAssertion assertion)
    {
        if (assertion.Header.FindString("alg") != "RS256")
        {
            return ImsReply.WrongAlgorithm();
        }

        return credential.Certificates.HasSigned(assertion, now) ? null : ImsReply.UnknownSignature();
    }

    private ImsReply? CheckTimes(JsonMembers claims)
    {
        if (claims.FindInteger("exp") is not { } expiry || !IsIntegerIfGiven(claims, "iat") || !IsIntegerIfGiven(claims, "jti"))
        {
            return ImsReply.UndecodableAssertion();
        }

        var seconds = now.ToUnixTimeSeconds();
        return expiry < seconds - SkewSeconds ? ImsReply.ExpiredAssertion()
            : expiry > seconds + LongestLifeSeconds ? ImsReply.AssertionLivesTooLong()
            : null;
    }

    private ImsReply? CheckParties(JsonMembers claims) =>
        claims.FindString("iss") == credential.OrganizationId && claims.FindString("sub") == credential.TechnicalAccountId
            ? null
            : ImsReply.WrongParties();

    private ImsReply? CheckAudience(JsonMembers claims) =>
        claims.FindString("aud") == $"https://{authority}/c/{credential.ClientId}" ? null : ImsReply.ClientNotInAssertion();

    private ImsReply? CheckMetaScopes(JsonMembers claims) =>
        MetaScopeClaims.AreGranted(claims, authority, credential.MetaScopes) ? null : ImsReply.WrongMetaScopes();

    private static bool IsIntegerIfGiven(JsonMembers claims, string name) => !claims.Has(name) || claims.FindInteger(name) is not null;
}
