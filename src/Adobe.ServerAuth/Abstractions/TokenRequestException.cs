using System.Net;

namespace Adobe.ServerAuth;

/// <summary>IMS refused a token request, or could not be asked.</summary>
/// <remarks>
/// Texts that came from IMS are cut to 512 characters, freed of control characters, and withheld when they repeat a part of the client
/// secret.
/// </remarks>
public class TokenRequestException : AdobeServerAuthException
{
    /// <summary>Makes an exception with a general message.</summary>
    public TokenRequestException()
        : base("The token request to Adobe IMS failed.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    public TokenRequestException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public TokenRequestException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// What happened, as one of the names that <c>docs/troubleshooting.md</c> explains, such as <c>wrong-secret</c> or <c>throttled</c>; null
    /// when another provider made the exception. The set is closed, so it is fit for metrics and for a <c>switch</c>.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The code in the field <c>error</c> of IMS' answer, such as <c>invalid_client</c>; null when there was none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The field <c>error_description</c> of IMS' answer; null when there was none.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>The HTTP status of IMS' answer; null when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>IMS' header <c>x-debug-id</c>, which Adobe's support asks for; null when there was none.</summary>
    public string? DebugId { get; init; }

    /// <summary>The pause that IMS asked for with <c>Retry-After</c>, as it was sent; null when it asked for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// How far the clock of this machine was ahead of the server's (negative: behind), to the second, by the answer's <c>Date</c>; null when
    /// it had none. An assertion is refused from about 30 seconds on.
    /// </summary>
    public TimeSpan? ClockSkew { get; init; }

    /// <summary>
    /// True when the same request may succeed later (the network, a timeout, throttling, a fault of IMS); false when it will be refused
    /// until the configuration or the credential changes. Default: false.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>The name of the credential; null for the default one.</summary>
    public string? CredentialName { get; init; }

    /// <summary>
    /// How long ago the failure happened, when it is a remembered one that was reported again without asking IMS; null when it just
    /// happened.
    /// </summary>
    public TimeSpan? FailureAge { get; init; }

    /// <summary>How long IMS will not be asked again; null when the next call may ask at once.</summary>
    public TimeSpan? NextAttemptIn { get; init; }
}
