namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What the record of a request keeps of its answer; it must not hold what the request said.</summary>
internal sealed class RecordedAnswer
{
    /// <summary>The status that is sent; 0 for none.</summary>
    public required int StatusCode { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorDescription { get; init; }

    public string DebugId { get; init; } = "";
}
