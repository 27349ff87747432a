using System.Security.Cryptography;

namespace Adobe.ServerAuth.Credentials;

// The files that a credential was read from, and what was in them then. They are compared when a token is requested: a watcher misses the
// links that Kubernetes swaps, and network shares.
internal sealed class FollowedFiles
{
    private readonly List<(string Path, int Longest, byte[] Hash, bool IsOpen)> _files = [];

    public bool IsEmpty => _files.Count == 0;

    // Those that everyone on this machine may read.
    public IEnumerable<string> OpenToOthers => _files.Where(file => file.IsOpen).Select(file => file.Path);

    public void Add(string path, int longest, byte[] content, bool isOpenToOthers) => _files.Add((path, longest, SHA256.HashData(content), isOpenToOthers));

    // A file that can not be read any more has changed as well: reading it anew tells what is wrong with it.
    public bool HaveChanged() => _files.Any(file =>
    {
        var content = SecretFile.Read(file.Path, file.Longest, "", out _, out _);
        try
        {
            return content is null || !SHA256.HashData(content).AsSpan().SequenceEqual(file.Hash);
        }
        finally
        {
            Array.Clear(content ?? [], 0, content?.Length ?? 0);
        }
    });
}
