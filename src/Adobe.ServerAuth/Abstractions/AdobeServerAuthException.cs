namespace Adobe.ServerAuth;

/// <summary>The base of all exceptions of this library. No text of them shows a secret or a token.</summary>
public class AdobeServerAuthException : Exception
{
    /// <summary>Makes an exception with a general message.</summary>
    public AdobeServerAuthException()
        : base("Server-to-server authentication with Adobe failed.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    public AdobeServerAuthException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public AdobeServerAuthException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
