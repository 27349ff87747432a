using System.Text;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>A folder that is gone when the test has ended.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("adobe-server-auth-").FullName;

    public string Write(string text, Encoding? encoding = null)
    {
        var path = PathOf("4711.pem");
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
