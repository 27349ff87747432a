namespace Samples;

/// <summary>Writes a file whole or not at all: when the download fails, what was there before is still there.</summary>
internal static class OutputFile
{
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

        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        await using var file = new FileStream(unfinished, FileMode.CreateNew);
        try
        {
            await write(file);
            var length = file.Length;
            await file.DisposeAsync();
            File.Move(unfinished, path, overwrite: true);
            return length;
        }
        catch
        {
            await file.DisposeAsync();
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>The path of one of several: image.jpg, image-2.jpg, image-3.jpg.</summary>
    public static string? Numbered(string? path, int index) => string.IsNullOrEmpty(path) || index == 0
        ? path
        : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{index + 1}{Path.GetExtension(path)}");
}
