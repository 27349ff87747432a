namespace Adobe.ServerAuth.Tests.House;

// A C# file of one project. The path is relative to that project, with forward slashes.
internal sealed record SourceFile(string Path, string Text)
{
    public string? Folder => Path.IndexOf('/') is > 0 and var end ? Path[..end] : null;
}
