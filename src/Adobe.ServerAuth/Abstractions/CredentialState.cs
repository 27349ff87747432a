namespace Adobe.ServerAuth;

/// <summary>How it stands with the token of a credential.</summary>
public enum CredentialState
{
    /// <summary>
    /// There is no usable token, and no failure: none was asked for yet, or none since the configuration changed or the last one ended. The next
    /// caller has one requested.
    /// </summary>
    Idle,

    /// <summary>There is a usable token.</summary>
    Ready,

    /// <summary>
    /// There is a usable token, and the last attempt to get a newer one failed. Callers notice nothing yet, unless an API refuses the token: see
    /// <see cref="CredentialStatus.IsTokenRefused"/>.
    /// </summary>
    RenewalFailing,

    /// <summary>
    /// There is no usable token, and the last attempt to get one failed. Callers get that failure until
    /// <see cref="CredentialStatus.NextAttemptIn"/> is over; the next one then has a token requested again.
    /// </summary>
    NoToken,
}
