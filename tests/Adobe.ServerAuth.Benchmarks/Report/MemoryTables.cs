using Adobe.ServerAuth.Benchmarks.Memory;
using Adobe.ServerAuth.Benchmarks.Stubs;

namespace Adobe.ServerAuth.Benchmarks.Report;

internal static class MemoryTables
{
    public static IEnumerable<string> Rows(IEnumerable<MemoryRow> rows) => MarkdownTable.Of(
        ["one credential", "bytes without a token", "bytes with its token", "credentials measured"],
        rows.Select(row => (string[])[row.What, Number.Whole(row.WithoutToken), Number.Whole(row.WithToken), Number.Whole(row.Count)]))
        .Append("")
        .Append($"The token's text of {StubToken.Length} characters alone is {ObjectSize.Of(StubToken.Next())} of the bytes in the second column.");

    public static IEnumerable<string> Objects(IReadOnlyCollection<ObjectRow> rows) => MarkdownTable.Of(
        ["type", "objects", "bytes"],
        rows.Select(row => (string[])[$"`{row.Type}`", Number.Whole(row.Count), Number.Whole(row.Bytes)])
            .Append(["all", Number.Whole(rows.Sum(row => row.Count)), Number.Whole(rows.Sum(row => row.Bytes))]));
}
