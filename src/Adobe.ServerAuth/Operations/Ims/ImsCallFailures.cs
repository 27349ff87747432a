using System.Text;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Operations.Ims;

// The words for what IMS refuses besides token requests. The reasons are those of docs/troubleshooting.md.
internal static class ImsCallFailures
{
    public static TokenRequestException Refused(ImsCall call, ServiceAnswer answer)
    {
        var (reason, isTransient, advice) = Meaning((int)answer.Status, answer.Text("error"), answer.Text("error_description"));
        return Answered(call, answer, reason, isTransient, advice);
    }

    public static TokenRequestException Unreadable(ImsCall call, ServiceAnswer answer) => Answered(
        call,
        answer,
        "not-json",
        isTransient: true,
        "But that is no answer of IMS to such a call: a proxy, a firewall or a sign-in page stands between, or the address is wrong.");

    public static TokenRequestException Unreachable(ImsCall call, Exception cause)
    {
        var row = ConnectionFault.Of(cause);
        var why = call.Secrets.Clean(UserInfo.Strip(TokenFailures.Messages(cause)))?.TrimEnd('.') ?? cause.GetType().Name;
        var details = ExceptionTexts.Of(cause);
        var isTelling = call.Secrets.AreIn(details) || UserInfo.IsIn(details);
        return new TokenRequestException($"{Subject(call)} failed: {why}. {row.Why} {row.Remedy} ({row.Id}; see {DocumentationLink.ToReason(row.Id)})", isTelling ? null : cause) { Reason = row.Id, IsTransient = row.IsTransient };
    }

    private static TokenRequestException Answered(ImsCall call, ServiceAnswer answer, string reason, bool isTransient, string advice)
    {
        var code = Clean(call, answer.Text("error"));
        var description = Clean(call, answer.Text("error_description"));
        var debugId = call.Secrets.Clean(answer.RequestId);
        var message = new StringBuilder()
            .Append(Subject(call)).Append(" was answered with HTTP ").Append((int)answer.Status)
            .Append(code is null ? "" : " " + code)
            .Append(description is null ? "" : " (\"" + description + "\")")
            .Append(". ").Append(advice)
            .Append(" (").Append(reason).Append(debugId is null ? "" : ", x-debug-id: " + debugId).Append("; see ").Append(DocumentationLink.ToReason(reason)).Append(')');
        return new TokenRequestException(message.ToString())
        {
            Reason = reason,
            ErrorCode = code,
            ErrorDescription = description,
            StatusCode = answer.Status,
            DebugId = debugId,
            RetryAfter = answer.RetryAfter,
            IsTransient = isTransient,
        };
    }

    private static (string Reason, bool IsTransient, string Advice) Meaning(int status, string? code, string? description) => status switch
    {
        429 => ("throttled", true, "IMS throttles this client. Wait before the next call."),
        408 => ("request-timeout", true, "The network is slow, or a proxy holds the request back."),
        >= 500 => ("ims-in-trouble", true, "IMS is in trouble, or something between here and there is. It mostly passes."),
        >= 300 and < 400 => ("redirect", false, "IMS redirects no such call, and the redirect was not followed, since the request holds a token. Check the address."),
        404 or 405 => ("wrong-address", false, "Nothing takes such calls at this address. Leave the address out for the production of IMS."),
        >= 400 when description?.Contains("client_secret", StringComparison.OrdinalIgnoreCase) == true => ("wrong-secret", false, "The client secret is not one of this client."),
        >= 400 when code is not null => ("refused", false, "Check that the token was issued to this client, and by this IMS."),
        _ => ("not-from-ims", false, "The answer names no error, so it does not come from IMS: a proxy, a firewall or a sign-in page stands between, or the address is wrong."),
    };

    private static string? Clean(ImsCall call, string? text) => ImsTexts.AreKnown(text) ? text : call.Secrets.Clean(text);

    private static string Subject(ImsCall call) => $"The {call.Purpose} of a token at {call.Endpoint.Authority}";
}
