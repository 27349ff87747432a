namespace ConsoleTool;

/// <summary>What a script or a scheduler goes by.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The configuration or the credential is wrong: the same will happen again until somebody acts.</summary>
    public const int Refused = 1;

    /// <summary>The API was asked, and refused: it would the next time.</summary>
    public const int NotDone = 2;

    /// <summary>It may pass: try again later (EX_TEMPFAIL of sysexits.h).</summary>
    public const int TryLater = 75;

    /// <summary>Somebody pressed Ctrl+C (128 and SIGINT).</summary>
    public const int Interrupted = 130;
}
