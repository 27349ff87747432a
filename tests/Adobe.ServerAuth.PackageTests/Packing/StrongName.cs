namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>The identity of the assemblies on .NET Framework. It does not change after 1.0.</summary>
internal static class StrongName
{
    // As BitConverter writes it.
    public const string Token = "61-93-84-CC-19-26-DF-86";
}
