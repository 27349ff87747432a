using System.Globalization;
using System.Net;

namespace Adobe.ServerAuth;

/// <summary>What is known of a credential at one moment. It holds no secret, no token and no text of a failure.</summary>
/// <remarks>
/// From <see cref="ICredentialStatusSource"/>, or <see cref="CachingTokenProvider.GetStatus()"/>. It can be made by hand, for tests of your own.
/// </remarks>
public sealed class CredentialStatus
{
    /// <summary>How it stands with the token. Default: <see cref="CredentialState.Idle"/>.</summary>
    public CredentialState State { get; init; }

    /// <summary>Whether a token is being fetched at this moment. Default: false.</summary>
    public bool IsFetching { get; init; }

    /// <summary>When the token at hand ends, or has ended, by the clock of this machine; null when there was none yet.</summary>
    public DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>How long the token can still be used, which is a little shorter than it lives; null without a usable one.</summary>
    public TimeSpan? UsableFor { get; init; }

    /// <summary>
    /// Whether an API refused the token before it was due, and no newer one could be had a moment ago: callers may get the API's refusal. A
    /// refusal of a token that is due is not told apart. Default: false.
    /// </summary>
    public bool IsTokenRefused { get; init; }

    /// <summary>
    /// Why there is no newer token, from a closed set: one of the names that <c>docs/troubleshooting.md</c> explains, <c>credential</c> when the
    /// credential itself can not be used, or <c>_OTHER</c>, also for what a provider of your own gives as its reason; null when the last attempt did
    /// not fail.
    /// </summary>
    public string? FailureReason { get; init; }

    /// <summary>
    /// The code in the field <c>error</c> of IMS' answer, such as <c>invalid_client</c>, if it is made of at most 40 lower-case letters and
    /// underscores; <c>_OTHER</c> for any other one, which may hold an id; null when there was none.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>The HTTP status of IMS' answer to the attempt that failed; null when no answer came, or none failed.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// True when the failure may pass by itself; false when it stays until the configuration or the credential changes, or there is none.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// How long ago the last attempt failed; null when it did not. A failure to renew a token that an API refused before it was due is told only
    /// while no new attempt is made, since nobody tries again until the token is due or refused once more.
    /// </summary>
    public TimeSpan? FailureAge { get; init; }

    /// <summary>
    /// How long no new attempt is made after the failure; null when there is none, when an attempt runs, or when the next caller has one made.
    /// An API that refuses a usable token may cause one sooner.
    /// </summary>
    public TimeSpan? NextAttemptIn { get; init; }

    /// <summary>
    /// How long the configuration, or a file that it names, has been invalid, while the last valid one stays in use; null when it is valid.
    /// </summary>
    public TimeSpan? InvalidChangeAge { get; init; }

    /// <summary>Whether the configuration was changed to an invalid one, so that the last valid one stays in use.</summary>
    public bool HasInvalidChange => InvalidChangeAge is not null;

    /// <summary>Sums the status up.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString()
    {
        var told = State.ToString();
        told += UsableFor is { } left ? Told("; the token can be used for {0} s", left) : "";
        told += IsTokenRefused ? "; an API refused it" : "";
        told += FailureReason is null ? "" : $"; {FailureReason}";
        told += ErrorCode is null ? "" : $" ({ErrorCode})";
        told += FailureAge is { } age ? Told(", {0} s ago", age) : "";
        told += NextAttemptIn is { } pause ? Told("; no new attempt for {0} s", pause) : "";
        return told + (InvalidChangeAge is { } since ? Told("; the configuration has been invalid for {0} s", since) : "");
    }

    private static string Told(string text, TimeSpan span) => string.Format(CultureInfo.InvariantCulture, text, span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture));
}
