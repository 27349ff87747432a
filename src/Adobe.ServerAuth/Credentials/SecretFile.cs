namespace Adobe.ServerAuth.Credentials;

// Reads a file with a secret in it. A fault shows no path: people put the secret itself where a path belongs.
internal static class SecretFile
{
    // Null with what is wrong. One byte more than the longest is enough to see that it is too long.
    public static byte[]? Read(string path, int longest, string hint, out string? fault, out bool isOpenToOthers)
    {
        (fault, isOpenToOthers) = (null, false);
        byte[] content = [];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            isOpenToOthers = IsOpenToOthers(file);

            // A device has no length.
            content = new byte[file.CanSeek && file.Length > 0 ? (int)Math.Min(file.Length, longest) + 1 : longest + 1];
            var count = 0;
            while (count < content.Length && file.Read(content, count, content.Length - count) is var read and > 0)
            {
                count += read;
            }

            return content.AsSpan(0, count).ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = $"names a file that does not exist. A relative path is looked up in the current directory{CurrentDirectory()}.{(path.IndexOfAny(['$', '%', '~', '{']) >= 0 ? " Variables and ~ in a path are not replaced." : "")} {hint}";
        }
        catch (UnauthorizedAccessException)
        {
            fault = "names a directory, or a file that this process may not read.";
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            fault = "names a file that can not be read.";
        }
        finally
        {
            Array.Clear(content, 0, content.Length);
        }

        return null;
    }

    // UTF-8, and UTF-16 with a byte order mark.
    public static string Text(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content));
        return reader.ReadToEnd();
    }

    // Where permissions are those of Unix.
    private static bool IsOpenToOthers(FileStream file) =>
#if NETSTANDARD2_0
        false;
#else
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0;
#endif

    private static string CurrentDirectory()
    {
        try
        {
            return ", " + Directory.GetCurrentDirectory();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // It has been deleted, or may not be read.
            return "";
        }
    }
}
