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

    // The answer names no error at all.
    public bool WithoutCode { get; init; }

    // What the description has in it.
    public string? Says { get; init; }

    public required string Why { get; init; }

    public required string Remedy { get; init; }

    public RetryAdvice Retry { get; init; }

    public bool IsTransient => Retry != RetryAdvice.Never;

    public bool Is(ServerAuthFlow flow, int status, string? code, string? description) =>
        (Flow is null || Flow == flow)
        && status >= LowestStatus && status <= HighestStatus
        && (Codes.Count == 0 || Codes.Contains(code, StringComparer.Ordinal))
        && !(WithoutCode && code is not null)
        && (Says is null || description?.Contains(Says, StringComparison.OrdinalIgnoreCase) == true);
}
