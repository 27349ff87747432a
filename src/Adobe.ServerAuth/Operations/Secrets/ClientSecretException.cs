using System.Net;

namespace Adobe.ServerAuth;

/// <summary>The client secrets of a credential could not be managed, or a rotation could not go on. No text of it shows a secret.</summary>
public class ClientSecretException : AdobeServerAuthException
{
    /// <summary>Makes an exception with a general message.</summary>
    public ClientSecretException()
        : base("The client secrets of the credential could not be managed.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    public ClientSecretException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ClientSecretException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// The secret that was added before this happened, and may not be stored anywhere: whoever catches this can still keep its
    /// <see cref="NewClientSecret.GetValue"/>. Null when none was, or when it is stored.
    /// </summary>
    public NewClientSecret? NewSecret { get; init; }

    /// <summary>The HTTP status of Adobe's answer; null when none came, or when it is not about one.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The code in Adobe's answer, such as <c>403003</c>; null when there was none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The header <c>X-Request-Id</c> of Adobe's answer, which Adobe's support asks for; null when there was none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The pause that Adobe asked for with <c>Retry-After</c>; null when it asked for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the same call may succeed later; false when something has to change first. Default: false.</summary>
    public bool IsTransient { get; init; }
}
