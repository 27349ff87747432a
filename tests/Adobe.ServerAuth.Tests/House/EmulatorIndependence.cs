namespace Adobe.ServerAuth.Tests.House;

// The emulator shares no code with the library, or the two would share their mistakes.
internal static class EmulatorIndependence
{
    public static IEnumerable<string> Uses(IReadOnlyList<SourceFile> files, params IEnumerable<SourceFile> around) => TypeUses
        .In(SourceCompilation.Of("Adobe.ServerAuth.Testing", [.. files, .. around], TargetView.Net10), files)
        .Where(use => use.File.StartsWith("Emulator/", StringComparison.Ordinal) && use.Type.ContainingAssembly?.Name == "Adobe.ServerAuth")
        .Select(use => $"{use.Place} uses {use.TypeName} of Adobe.ServerAuth")
        .Distinct()
        .Order(StringComparer.Ordinal);
}
