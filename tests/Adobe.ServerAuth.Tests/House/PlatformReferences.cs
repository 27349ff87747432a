using Microsoft.CodeAnalysis;

namespace Adobe.ServerAuth.Tests.House;

// What the running test was loaded with, as references for sources that are compiled in memory.
internal static class PlatformReferences
{
    private static readonly Dictionary<string, PortableExecutableReference> All =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(Path.GetFileNameWithoutExtension)
        .Select(path => MetadataReference.CreateFromFile(path))
        .ToDictionary(reference => Path.GetFileNameWithoutExtension(reference.FilePath!), StringComparer.OrdinalIgnoreCase);

    // Of the house's own assemblies only those asked for: else a source could meet its own compiled twin.
    public static IReadOnlyList<PortableExecutableReference> With(params string[] ownAssemblies) =>
        [.. All.Where(pair => !IsOurs(pair.Key)).Select(pair => pair.Value), .. ownAssemblies.Select(name => All[name])];

    private static bool IsOurs(string assembly) => assembly.StartsWith("Adobe.ServerAuth", StringComparison.OrdinalIgnoreCase);
}
