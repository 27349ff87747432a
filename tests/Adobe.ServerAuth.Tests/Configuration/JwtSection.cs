using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

/// <summary>A section with a valid Service Account (JWT) credential, to be changed.</summary>
internal static class JwtSection
{
    public static IReadOnlyList<(string Key, string? Value)> Valid { get; } =
    [
        ("Flow", "Jwt"), ("Scopes", null), ("OrganizationId", Make.OrganizationId), ("Jwt:TechnicalAccountId", Make.TechnicalAccountId),
        ("Jwt:MetaScopes", "ent_dataservices_sdk"), ("Jwt:PrivateKey", Make.PrivateKey),
    ];

    public static AdobeServerAuthOptions Read(params IEnumerable<(string Key, string? Value)> changes) => Section.Read([.. Valid, .. changes]);

    public static OptionsValidationException Refusal(params IEnumerable<(string Key, string? Value)> changes) => Section.Refusal([.. Valid, .. changes]);
}
