namespace Adobe.ServerAuth;

/// <summary>
/// A credential that can not be used, so that nothing was sent: its name is not known, its private key can not sign, its certificate has ended, or the
/// vault that it comes from failed.
/// </summary>
public class CredentialException : AdobeServerAuthException
{
    /// <summary>Makes an exception with a general message.</summary>
    public CredentialException()
        : base("The credential can not be used.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    public CredentialException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CredentialException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether it may pass by itself, as when a vault can not be reached. Default: false.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The name of the credential; null for the default one.</summary>
    public string? CredentialName { get; init; }

    /// <summary>
    /// How long ago the failure happened, when it is a remembered one that was reported again without a new attempt; null when it just
    /// happened.
    /// </summary>
    public TimeSpan? FailureAge { get; init; }

    /// <summary>How long there will be no new attempt; null when the next call may make one at once.</summary>
    public TimeSpan? NextAttemptIn { get; init; }
}
