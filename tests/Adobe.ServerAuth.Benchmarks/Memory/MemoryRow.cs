namespace Adobe.ServerAuth.Benchmarks.Memory;

// Bytes for each credential.
internal sealed record MemoryRow(string What, int Count, double WithoutToken, double WithToken);
