namespace Adobe.ServerAuth.Benchmarks.Memory;

internal sealed record ObjectRow(string Type, int Count, long Bytes);
