namespace KubernetesSecrets;

/// <summary>
/// A secret as the kubelet mounts it: the file is a link into <c>..data</c>, which is a link to a folder with a time in its name. A new value
/// gets a new folder, and then <c>..data</c> is swapped, so that no reader ever finds half of it.
/// </summary>
internal sealed class SecretMount : IDisposable
{
    public const string Key = "client-secret";

    private readonly string _folder = Directory.CreateTempSubdirectory("kubernetes-secrets-").FullName;
    private int _version;

    public SecretMount(string value)
    {
        Replace(value);
        File.CreateSymbolicLink(PathOf(Key), Path.Combine("..data", Key));
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Replace(string value)
    {
        var data = PathOf("..data");
        var old = Directory.Exists(data) ? new DirectoryInfo(data).LinkTarget : null;
        var folder = $"..2026_01_01_00_00_0{_version++}.1";
        Directory.CreateDirectory(PathOf(folder));
        var file = Path.Combine(PathOf(folder), Key);
        File.WriteAllText(file, value);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }

        // The kubelet renames a new link over the old one, for which .NET has no call: for a moment there is none here, and the library
        // keeps what it has read before.
        if (old is not null)
        {
            Directory.Delete(data);
        }

        Directory.CreateSymbolicLink(data, folder);
        if (old is not null)
        {
            Directory.Delete(PathOf(old), recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
