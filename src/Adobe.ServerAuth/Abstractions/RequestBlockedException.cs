namespace Adobe.ServerAuth;

/// <summary>A request that was not sent, because an access token must not go where it leads.</summary>
public class RequestBlockedException : AdobeServerAuthException
{
    /// <summary>Makes an exception with a general message.</summary>
    public RequestBlockedException()
        : base("The request was blocked: an access token must not be sent to its host.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was blocked, why, and which option would allow it.</param>
    public RequestBlockedException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What was blocked, why, and which option would allow it.</param>
    /// <param name="innerException">The cause.</param>
    public RequestBlockedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The host that the request was for; null when the request had no absolute address.</summary>
    public string? Host { get; init; }

    /// <summary>Why the request was blocked.</summary>
    public string? Reason { get; init; }
}
