using Adobe.ServerAuth.Testing.Emulator;

namespace Adobe.ServerAuth.Testing;

/// <summary>
/// A request to the IMS side of an <see cref="ImsEmulator"/>, and what was answered; but requests to validate or invalidate a token are
/// none of these. It holds no secret, no token and no assertion.
/// </summary>
public sealed class EmulatedTokenRequest
{
    internal EmulatedTokenRequest(string method, string path, ImsRequest? request, RecordedAnswer answer, ImsFault? fault)
    {
        Method = method;
        Path = path;
        ClientId = request?.Find("client_id");
        GrantType = request?.Find("grant_type");
        OrganizationId = request?.Find("org_id");
        Scopes = request?.Find("scope") is { Length: > 0 } scope ? scope.Split(',') : [];
        MetaScopes = request?.Assertion is { } assertion ? MetaScopeClaims.NamesIn(assertion.Claims) : [];
        TechnicalAccountId = request?.Assertion?.Claims.FindString("sub");
        AssertionExpiresAt = request?.Assertion?.ExpiresAt;
        StatusCode = answer.StatusCode;
        ErrorCode = answer.ErrorCode;
        ErrorDescription = answer.ErrorDescription;
        DebugId = answer.DebugId;
        Fault = fault;
    }

    /// <summary>The HTTP method, such as <c>POST</c>.</summary>
    public string Method { get; }

    /// <summary>The path without the query, such as <c>/ims/token/v3</c>.</summary>
    public string Path { get; }

    /// <summary><c>client_id</c> as it was sent; <see langword="null"/> if it was not.</summary>
    public string? ClientId { get; }

    /// <summary><c>grant_type</c> as it was sent; <see langword="null"/> if it was not.</summary>
    public string? GrantType { get; }

    /// <summary><c>org_id</c> as it was sent; <see langword="null"/> if it was not.</summary>
    public string? OrganizationId { get; }

    /// <summary><c>scope</c> as it was sent, split at the commas and not trimmed; empty if there was none.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>
    /// The metascopes that the assertion of a JWT exchange asked for, granted or not: their names, without the host. Empty if there were
    /// none, or no assertion that can be decoded.
    /// </summary>
    public IReadOnlyList<string> MetaScopes { get; }

    /// <summary><c>sub</c> of the assertion of a JWT exchange; <see langword="null"/> if there was none.</summary>
    public string? TechnicalAccountId { get; }

    /// <summary>
    /// <c>exp</c> of the assertion of a JWT exchange; <see langword="null"/> if there was none, or none that is whole seconds since 1970.
    /// </summary>
    public DateTimeOffset? AssertionExpiresAt { get; }

    /// <summary>The fault that took the request; <see langword="null"/> if none did.</summary>
    public ImsFault? Fault { get; }

    /// <summary>The HTTP status of the answer; 0 if a fault kept it from being sent.</summary>
    public int StatusCode { get; }

    /// <summary>
    /// <c>error</c> of the answer, such as <c>invalid_client</c>; <see langword="null"/> if it had none, or was given as text to
    /// <see cref="ImsFault.Answer(int, string, string)"/>.
    /// </summary>
    public string? ErrorCode { get; }

    /// <summary>
    /// <c>error_description</c> of the answer; <see langword="null"/> if it had none, was given as text to
    /// <see cref="ImsFault.Answer(int, string, string)"/>, or repeats the request (<see cref="ImsFault.Echo"/>).
    /// </summary>
    public string? ErrorDescription { get; }

    /// <summary>The <c>x-debug-id</c> header of the answer; empty if it had none, or one that repeats the request.</summary>
    public string DebugId { get; }

    /// <summary>Method, path, status, error code and fault.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() =>
        $"{Method} {Path}: {StatusCode} {ErrorCode}".TrimEnd() + (Fault is null ? "" : $" ({Fault.Name})");
}
