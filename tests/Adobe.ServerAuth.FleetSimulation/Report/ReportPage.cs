namespace Adobe.ServerAuth.FleetSimulation.Report;

// A page whose text is written by people, and the table between two markers by this program.
internal static class ReportPage
{
    private const string Start = "<!-- simulation -->";
    private const string End = "<!-- /simulation -->";

    public static void Write(string path, IEnumerable<string> lines)
    {
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
        {
            throw new InvalidOperationException($"{path} has no place for the table: {Start}, {End}.");
        }

        File.WriteAllText(path, $"{text[..(start + Start.Length)]}\n\n{string.Join('\n', lines)}\n\n{text[end..]}");
    }

    public static string Find(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Adobe.ServerAuth.sln")))
            {
                return Path.Combine([folder.FullName, .. path]);
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Adobe.ServerAuth.sln.");
    }
}
