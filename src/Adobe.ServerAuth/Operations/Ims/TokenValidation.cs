using System.Text.Json;
using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Operations;

namespace Adobe.ServerAuth;

/// <summary>What IMS answers when it is asked whether a token is valid.</summary>
public sealed class TokenValidation
{
    private TokenValidation()
    {
    }

    /// <summary>Whether IMS says that the token is valid. (IMS answers with HTTP 200 either way.)</summary>
    public bool IsValid { get; private init; }

    /// <summary>Why it is not, in IMS' words, cut to 512 characters and freed of control characters; null when it is, or when IMS does not say.</summary>
    public string? Reason { get; private init; }

    /// <summary>When the token ends, by the clock of IMS; null when IMS does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>The client that the token was issued to; null when IMS does not say.</summary>
    public string? ClientId { get; private init; }

    /// <summary>The technical account; null when IMS does not say.</summary>
    public string? UserId { get; private init; }

    /// <summary>The type of the token, such as <c>access_token</c>; null when IMS does not say.</summary>
    public string? Type { get; private init; }

    /// <summary>The scopes of the token; empty when IMS does not say.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = [];

    /// <summary>Describes the answer, without the token.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => IsValid
        ? FormattableString.Invariant($"valid until {ExpiresAt:O}, client {ClientId}, scopes {string.Join(",", Scopes)}")
        : "not valid" + (Reason is null ? "" : ": " + Reason);

    // Null when it does not say whether the token is valid.
    internal static TokenValidation? Read(ServiceAnswer answer, SecretFilter secrets)
    {
        if (IsTrue(ServiceAnswer.Member(answer.Body, "valid")) is not { } isValid)
        {
            return null;
        }

        var token = ServiceAnswer.Member(answer.Body, "token");
        return new TokenValidation
        {
            IsValid = isValid,
            Reason = isValid ? null : secrets.Clean(answer.Text("reason")),
            ExpiresAt = ServiceAnswer.Moment(answer.Body, "expires_at"),
            ClientId = SafeText.Clean(ServiceAnswer.Text(token, "client_id")),
            UserId = SafeText.Clean(ServiceAnswer.Text(token, "user_id")),
            Type = SafeText.Clean(ServiceAnswer.Text(token, "type")),
            Scopes = ServiceAnswer.Text(token, "scope") is { } scopes ? [.. ScopeList.Normalize([scopes]).Select(SafeText.Clean).OfType<string>()] : [],
        };
    }

    // docs/ims-protocol.md 5: a bool, and in some answers a string.
    private static bool? IsTrue(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var isTrue) => isTrue,
        _ => null,
    };
}
