using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth;

/// <summary>An access token from Adobe IMS, and whose it is.</summary>
/// <remarks>
/// Immutable. <see cref="ToString"/>, the debugger, System.Text.Json and Newtonsoft.Json leave <see cref="Value"/> out. A logger that
/// walks the properties of an object by reflection does not: never pass it a token.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AccessToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _authorization;

    /// <summary>Makes a token.</summary>
    /// <param name="value">The token's text: <c>b64token</c> of RFC 6750 §2.1, as it stands behind <c>Bearer</c>.</param>
    /// <param name="expiresAt">When the token ends.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="value"/> is null, empty, or has characters that a bearer token can not have. The message does not repeat it.
    /// </exception>
    public AccessToken(string value, DateTimeOffset expiresAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (!BearerTokenSyntax.IsValid(value))
        {
            throw new ArgumentException(
                "The access token has characters that a bearer token can not have (RFC 6750 section 2.1 allows A-Z a-z 0-9 - . _ ~ + / and = at its end).",
                nameof(value));
        }

        Value = value;
        ExpiresAt = expiresAt;
    }

    /// <summary>The token's text. A secret: whoever holds it can act as the application until <see cref="ExpiresAt"/>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string Value { get; }

    /// <summary>When the token ends, by the clock of this machine.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The type of the token: <c>Bearer</c>, with a capital B whatever IMS writes.</summary>
    public string TokenType { get; } = "Bearer";

    /// <summary>
    /// The client id that the token was issued to, sent to APIs as <c>x-api-key</c>; <see langword="null"/> when it is not known, and
    /// then no such header is sent.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a text that can not stand in a header.</exception>
    public string? ClientId { get; init => field = HeaderText.Checked(value, nameof(ClientId)); }

    /// <summary>
    /// The IMS organization that the token was issued for (<c>…@AdobeOrg</c>), sent to APIs as <c>x-gw-ims-org-id</c>;
    /// <see langword="null"/> when it is not known, and then no such header is sent.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a text that can not stand in a header.</exception>
    public string? OrganizationId { get; init => field = HeaderText.Checked(value, nameof(OrganizationId)); }

    // It came from another machine, and may be no newer than what an API refuses: a refusal of it tells nothing of what IMS would bring.
    internal bool IsShared { get; init; }

    // Built once per token: building it for each request costs more than all the rest of the handler.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Authorization => _authorization ??= TokenType + " " + Value;

    /// <summary>Describes the token without its <see cref="Value"/>.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"AccessToken {{ Value = [redacted], ExpiresAt = {ExpiresAt:O}, ClientId = {ClientId ?? "null"}, OrganizationId = {OrganizationId ?? "null"} }}");
}
