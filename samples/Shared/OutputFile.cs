namespace Samples;

/// <summary>Writes a file whole or not at all: when the download fails, what was there before is still there.</summary>
internal static class OutputFile
{
    /// <summary>Tries whether a file can be written there, for before something that costs money.</summary>
    /// <exception cref="IOException">The folder does not exist, or the path is one itself.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write there.</exception>
    public static void Check(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder, and not a file to write.");
        }

        var unfinished = Unfinished(path);
        new FileStream(unfinished, FileMode.CreateNew).Dispose();
        File.Delete(unfinished);
    }

    /// <param name="path">Where the file goes; null for a run that only counts.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>Its length.</returns>
    public static async Task<long> WriteAsync(string? path, Func<Stream, Task> write)
    {
        if (string.IsNullOrEmpty(path))
        {
            using var memory = new MemoryStream();
            await write(memory);
            return memory.Length;
        }

        var unfinished = Unfinished(path);
        var file = new FileStream(unfinished, FileMode.CreateNew);
        try
        {
            long length;
            await using (file)
            {
                await write(file);
                length = file.Length;
            }

            File.Move(unfinished, path, overwrite: true);
            return length;
        }
        catch
        {
            // The file is closed by now, even if that failed for a disk that is full.
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>The path of one of several: image.jpg, image-2.jpg, image-3.jpg.</summary>
    public static string? Numbered(string? path, int index) => string.IsNullOrEmpty(path) || index == 0
        ? path
        : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{index + 1}{Path.GetExtension(path)}");

    // Beside it, so that it is moved and not copied.
    private static string Unfinished(string path) => $"{path}.{Path.GetRandomFileName()}";
}
