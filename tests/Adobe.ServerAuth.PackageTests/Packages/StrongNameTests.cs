using System.Reflection.PortableExecutable;
using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Packages;

/// <summary>On .NET Framework, an assembly with a strong name loads only assemblies with strong names.</summary>
[Collection(PackedOnce.Name)]
public class StrongNameTests(PackedFiles packed)
{
    public static TheoryData<string> Names => [.. PackedFiles.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_assembly_is_signed_with_the_key_of_the_repository_and_has_the_version_of_the_record(string name)
    {
        using var package = packed.Open(name);
        foreach (var target in package.Targets)
        {
            using var assembly = new PackedAssembly(package.Bytes($"lib/{target}/{name}.dll"));

            Assert.Equal(StrongName.Token, assembly.PublicKeyToken);
            Assert.Equal(new Version(0, 1, 0, 0), assembly.Version);
            Assert.True(assembly.Flags.HasFlag(CorFlags.StrongNameSigned), $"{target} has a public key and no signature.");
            Assert.Contains(assembly.Signature, value => value != 0);
            Assert.Equal(256, assembly.Signature.Length);
        }
    }
}
