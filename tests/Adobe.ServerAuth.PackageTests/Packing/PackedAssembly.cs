using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>What an assembly says of itself, read and not loaded: those of all targets have one name.</summary>
internal sealed class PackedAssembly(byte[] bytes) : IDisposable
{
    private readonly PEReader _file = new(ImmutableArray.Create(bytes));

    // As the documentation names them.
    public IReadOnlyList<string> PublicTypes => [.. Reader.TypeDefinitions.Select(Reader.GetTypeDefinition).Where(IsPublic).Select(NameOf)];

    public bool IsDeterministic => Entries.Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);

    /// <summary>Of the file with the symbols that belongs to it.</summary>
    public Guid SymbolsId => _file.ReadCodeViewDebugDirectoryData(Entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Guid;

    public string InformationalVersion => Reader.GetAssemblyDefinition().GetCustomAttributes().Select(Reader.GetCustomAttribute)
        .Where(attribute => AttributeName(attribute) == nameof(AssemblyInformationalVersionAttribute))
        .Select(attribute => Text(attribute.Value)).Single();

    private MetadataReader Reader => _file.GetMetadataReader();

    private ImmutableArray<DebugDirectoryEntry> Entries => _file.ReadDebugDirectory();

    public void Dispose() => _file.Dispose();

    private bool IsPublic(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsPublic(Reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private string NameOf(TypeDefinition type) => type.IsNested
        ? NameOf(Reader.GetTypeDefinition(type.GetDeclaringType())) + "." + Reader.GetString(type.Name)
        : Reader.GetString(type.Namespace) + "." + Reader.GetString(type.Name);

    private string AttributeName(CustomAttribute attribute) => attribute.Constructor.Kind != HandleKind.MemberReference ? ""
        : Reader.GetString(Reader.GetTypeReference((TypeReferenceHandle)Reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent).Name);

    // The one argument, behind the two bytes that every such value begins with.
    private string Text(BlobHandle value)
    {
        var reader = Reader.GetBlobReader(value);
        reader.ReadUInt16();
        return reader.ReadSerializedString()!;
    }
}
