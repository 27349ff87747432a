namespace Adobe.ServerAuth.TokenEndpoint;

// One row of the catalogue: what is seen, why most likely, and what to do. docs/troubleshooting.md has the same rows.
internal sealed record FailureCase(string Id)
{
    // In words, for what is no answer with a status.
    public string? Seen { get; init; }

    public ServerAuthFlow? Flow { get; init; }

    public int LowestStatus { get; init; }

    public int HighestStatus { get; init; } = int.MaxValue;

    public int Status
    {
        init => LowestStatus = HighestStatus = value;
    }

    // Without any: whatever the code is.
    public IReadOnlyList<string> Codes { get; init; } = [];

    // The answer names no error, and describes none.
    public bool WithoutWords { get; init; }

    // What the description has in it.
    public string? Says { get; init; }

    public required string Why { get; init; }

    public required string Remedy { get; init; }

    public RetryAdvice Retry { get; init; }

    // Tried again, and still nothing that passes by itself.
    public bool IsFinal { get; init; }

    // What the clock of this machine has to do with it is told before the remedy.
    public bool IsAboutClock { get; init; }

    public bool IsTransient => Retry != RetryAdvice.Never && !IsFinal;

    public bool Is(ServerAuthFlow flow, int status, string? code, string? description) =>
        (Flow is null || Flow == flow)
        && status >= LowestStatus && status <= HighestStatus
        && (Codes.Count == 0 || Codes.Contains(code, StringComparer.Ordinal))
        && !(WithoutWords && (code ?? description) is not null)
        && (Says is null || description?.Contains(Says, StringComparison.OrdinalIgnoreCase) == true);
}
