using System.Text;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Operations.Secrets;

// The words for what the console's API refuses. Its bodies are not documented; the gateway's codes before it are (docs/ims-protocol.md 12.1).
internal static class SecretsFailures
{
    public const string Scopes =
        "The project needs the I/O Management API, and the credential whose token is sent the scopes AdobeID, openid, read_organizations, additional_info.projectedProductContext, additional_info.roles, adobeio_api, read_client_secret and manage_client_secrets: in its options too";

    private const string NothingChanged = " Nothing was changed by this call.";

    public static ClientSecretException Refused(SecretsCall call, ServiceAnswer answer)
    {
        var code = SafeText.Clean(Code(answer));
        var said = SafeText.Clean(answer.Text("message", "detail", "title", "error_description", "error") ?? ServiceAnswer.Text(ServiceAnswer.Member(answer.Body, "error"), "message"));
        var requestId = SafeText.Clean(answer.RequestId);
        var (why, isTransient) = Meaning(call.Kind, (int)answer.Status, code, said);
        var message = new StringBuilder()
            .Append(Subject(call)).Append(" was answered with HTTP ").Append((int)answer.Status)
            .Append(code is null ? "" : " " + code)
            .Append(said is null ? "" : " (\"" + said + "\")")
            .Append(". ").Append(why)
            .Append((int)answer.Status < 500 && !isTransient && call.Kind != SecretsCallKind.List ? NothingChanged : "")
            .Append(requestId is null ? "" : " (X-Request-Id: " + requestId + ")");
        return new ClientSecretException(message.ToString())
        {
            StatusCode = answer.Status,
            ErrorCode = code,
            RequestId = requestId,
            RetryAfter = answer.RetryAfter,
            IsTransient = isTransient,
        };
    }

    public static ClientSecretException Unreadable(SecretsCall call, NewClientSecret? secret = null) => new(
        Subject(call) + " was answered with something else than Adobe documents. "
        + (secret is not null ? $"A secret was added without an identifier. Its text is in the property {nameof(ClientSecretException.NewSecret)} of this exception, its identifier in the list."
            : call.Kind == SecretsCallKind.Add ? "A secret may have been added all the same, whose text nobody has: list the secrets, and remove the one that was never used."
            : "A proxy or a sign-in page may stand between, or the address is wrong."))
    {
        NewSecret = secret,
        IsTransient = call.Kind != SecretsCallKind.Add,
    };

    public static ClientSecretException Unreachable(SecretsCall call, Exception cause)
    {
        var row = ConnectionFault.Of(cause);
        var why = SafeText.Clean(UserInfo.Strip(cause.GetBaseException().Message))?.TrimEnd('.') ?? cause.GetType().Name;
        return new ClientSecretException(
            $"{Subject(call)} failed: {why}. {row.Why}{(call.Kind == SecretsCallKind.List ? "" : " It is not known whether it was done all the same: list the secrets.")}",
            UserInfo.IsIn(ExceptionTexts.Of(cause)) ? null : cause)
        {
            IsTransient = row.IsTransient,
        };
    }

    private static (string Why, bool IsTransient) Meaning(SecretsCallKind kind, int status, string? code, string? said) => (status, code) switch
    {
        (_, "503020") or (408 or 429, _) or ( >= 500, _) => ("It mostly passes.", true),
        (_, "403010") => ($"The request had no token: give {nameof(ClientSecretsClient)} an HTTP client with {nameof(AdobeServerAuthHandler)}.", false),
        (_, "403000") => ("The request had no x-api-key: leave ApiRequestOptions.SendApiKey on.", false),
        (_, "403003") => ("The x-api-key is not the client of the token, or its project has no I/O Management API. " + Scopes + ".", false),
        (_, "401013") => ("The token is not accepted: it was revoked, comes from another environment, or may not be used here. " + Scopes + ".", false),
        (401 or 403, _) => ($"The token may not {Verb(kind)} client secrets. " + Scopes + ".", false),
        (404, _) => (kind == SecretsCallKind.Remove
            ? "There is no such secret any more, or the numbers of organization and credential are wrong."
            : "The numbers of organization and credential are wrong, or belong to each other's neighbours: both are in the address of the credential's page in the Adobe Developer Console.", false),
        (400 or 409 or 412 or 422, _) => (Conflict(kind, said), false),
        _ => ("Adobe refuses it for a reason of its own.", false),
    };

    private static string Conflict(SecretsCallKind kind, string? said)
    {
        const string Migration = "While the migration from a Service Account (JWT) credential is pending, secrets can not be changed: finish it in the Adobe Developer Console (cancelling it deletes the OAuth credential)";
        return said?.Contains("migrat", StringComparison.OrdinalIgnoreCase) == true ? Migration + "."
            : kind == SecretsCallKind.Add ? "A credential can have two secrets: if it has, remove the one that is not used. " + Migration + "."
            : Migration + ", if one is.";
    }

    private static string Verb(SecretsCallKind kind) => kind == SecretsCallKind.List ? "read" : "change";

    // At the top level or nested, as text or as number.
    private static string? Code(ServiceAnswer answer)
    {
        var error = ServiceAnswer.Member(answer.Body, "error");
        return answer.Text("error_code", "errorcode") ?? ServiceAnswer.Text(ServiceAnswer.Member(error, "details"), "error_code") ?? ServiceAnswer.Text(error, "code") ?? answer.Text("code");
    }

    private static string Subject(SecretsCall call) => call.Kind switch
    {
        SecretsCallKind.List => "Listing the client secrets",
        SecretsCallKind.Add => "Adding a client secret",
        _ => "Removing a client secret",
    } + $" at {call.Address.Authority}";
}
