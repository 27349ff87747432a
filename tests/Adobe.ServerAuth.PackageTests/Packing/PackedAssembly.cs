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

    public string InformationalVersion => Texts(nameof(AssemblyInformationalVersionAttribute), 1).Single()[0];

    /// <summary>Of the .NET SDK that built it.</summary>
    public string SdkVersion => Texts(nameof(AssemblyMetadataAttribute), 2).Single(texts => texts[0] == "NETCoreSdkVersion")[1];

    public Version Version => Reader.GetAssemblyDefinition().Version;

    /// <summary>As BitConverter writes it.</summary>
    public string PublicKeyToken => BitConverter.ToString(Reader.GetAssemblyDefinition().GetAssemblyName().GetPublicKeyToken()!);

    public CorFlags Flags => _file.PEHeaders.CorHeader!.Flags;

    /// <summary>Of the strong name.</summary>
    public byte[] Signature
    {
        get
        {
            var place = _file.PEHeaders.CorHeader!.StrongNameSignatureDirectory;
            return [.. _file.GetSectionData(place.RelativeVirtualAddress).GetContent(0, place.Size)];
        }
    }

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

    private IEnumerable<string[]> Texts(string attributeName, int count) => Reader.GetAssemblyDefinition().GetCustomAttributes().Select(Reader.GetCustomAttribute)
        .Where(attribute => AttributeName(attribute) == attributeName)
        .Select(attribute => Texts(attribute.Value, count));

    // The arguments, behind the two bytes that every such value begins with.
    private string[] Texts(BlobHandle value, int count)
    {
        var reader = Reader.GetBlobReader(value);
        reader.ReadUInt16();
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = reader.ReadSerializedString()!;
        }

        return texts;
    }
}
