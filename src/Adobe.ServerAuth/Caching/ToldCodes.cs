using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Caching;

// What of a failure a page may show to the world. IMS' code can hold the client id, and a provider of the application's own may say anything.
internal static class ToldCodes
{
    private const int LongestCode = 40;

    private static readonly HashSet<string> Reasons = new(FailureCatalogue.Answers.Concat(FailureCatalogue.Others).Select(row => row.Id), StringComparer.Ordinal);

    public static string Reason(TokenRequestFailure failure) =>
        failure.Reason is { } reason && Reasons.Contains(reason) ? reason
        : failure.IsOfCredential ? TelemetryValues.Credential : TelemetryValues.OtherError;

    public static string? ErrorCode(string? code) => code is null || IsPlain(code) ? code : TelemetryValues.OtherError;

    private static bool IsPlain(string code) => code.Length is > 0 and <= LongestCode && code.All(letter => letter is (>= 'a' and <= 'z') or '_');
}
