namespace Adobe.ServerAuth;

/// <summary>How it stands with the token of a credential.</summary>
public enum CredentialState
{
    /// <summary>
    /// There is no usable token, and no failure: none was asked for yet, or the last one ended and none was asked for since. The next caller
    /// has one requested.
    /// </summary>
    Idle,

    /// <summary>There is a usable token.</summary>
    Ready,

    /// <summary>There is a usable token, and the last attempt to get a newer one failed. Callers notice nothing yet.</summary>
    RenewalFailing,

    /// <summary>There is no usable token, and the last attempt to get one failed. Callers get that failure.</summary>
    NoToken,
}
