namespace Adobe.ServerAuth.Benchmarks.Report;

// A page whose text is written by people, and what stands between <!-- name --> and <!-- / --> by the report.
internal sealed class ReportPage
{
    private const string End = "<!-- / -->";
    private readonly string _path;
    private readonly List<string> _lines;

    public ReportPage(params string[] path)
    {
        _path = Path.Combine([Find(), .. path]);
        _lines = [.. File.ReadAllLines(_path)];
    }

    public IReadOnlyList<string> Section(string name)
    {
        var (start, end) = Place(name);
        return _lines[(start + 1)..end];
    }

    public void Replace(string name, IEnumerable<string> lines)
    {
        var (start, end) = Place(name);
        _lines.RemoveRange(start + 1, end - start - 1);
        _lines.InsertRange(start + 1, ["", .. lines, ""]);
    }

    public void Save() => File.WriteAllText(_path, string.Join('\n', _lines) + "\n");

    private (int Start, int End) Place(string name)
    {
        var start = _lines.IndexOf($"<!-- {name} -->");
        var end = start < 0 ? -1 : _lines.IndexOf(End, start);
        return end < 0 ? throw new InvalidOperationException($"{_path} has no place for {name}.") : (start, end);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Adobe.ServerAuth.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Adobe.ServerAuth.sln.");
    }
}
