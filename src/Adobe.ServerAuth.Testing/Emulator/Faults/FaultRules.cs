using System.Buffers;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What a fault may be made of.</summary>
internal static class FaultRules
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(365);

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static int Status(int statusCode) => statusCode is >= 200 and <= 599
        ? statusCode
        : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "The status of an answer must be from 200 to 599.");

    public static TimeSpan Wait(TimeSpan time, string parameter) => time > TimeSpan.Zero && time <= LongestWait
        ? time
        : throw new ArgumentOutOfRangeException(parameter, time, "A wait must be longer than zero and at most one day.");

    public static int RetryAfterSeconds(TimeSpan retryAfter) => retryAfter >= TimeSpan.Zero && retryAfter <= LongestRetryAfter
        ? (int)Math.Ceiling(retryAfter.TotalSeconds)
        : throw new ArgumentOutOfRangeException(nameof(retryAfter), retryAfter, "Retry-After must be from zero to 365 days.");

    public static int Times(int times) => times >= 1
        ? times
        : throw new ArgumentOutOfRangeException(nameof(times), times, "A fault must be queued at least once.");

    public static double Share(double share) => share is >= 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share must be from 0 (no request) to 1 (every request).");

    public static string HeaderName(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        return name.AsSpan().ContainsAnyExcept(NameCharacters)
            ? throw new ArgumentException("The name of a header must be a token: letters, digits and !#$%&'*+-.^_`|~.", parameter)
            : name;
    }

    public static string HeaderValue(string value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw new ArgumentException("The value of a header must be printable ASCII.", parameter)
            : value;
    }

    /// <summary>The behaviour of a fault whose answer can have this header.</summary>
    public static IAnswerBehaviour Answering(IFaultBehaviour behaviour, string fault, string header) => behaviour switch
    {
        StreamedAnswer when AnswerHead.IsFraming(header) =>
            throw new InvalidOperationException($"The body of {fault} has no end, so {header} can not be set."),
        IAnswerBehaviour answer => answer,
        _ => throw new InvalidOperationException($"{fault} has no answer of its own whose headers could be set."),
    };
}
