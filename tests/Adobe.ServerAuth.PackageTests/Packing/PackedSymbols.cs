using System.Reflection.Metadata;
using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>What a file with symbols says of the sources.</summary>
internal sealed class PackedSymbols(byte[] bytes)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly MetadataReader _reader = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(bytes)).GetMetadataReader();

    public Guid Id => new BlobContentId(_reader.DebugMetadataHeader!.Id).Guid;

    // From the beginning of a path, with an asterisk, to the address where that file is.
    public IReadOnlyDictionary<string, string> Links => JsonNode.Parse(_reader.GetBlobBytes(Find(EntityHandle.ModuleDefinition, SourceLink)!.Value))!["documents"]!.AsObject()
        .ToDictionary(link => link.Key, link => (string)link.Value!);

    public IReadOnlyList<(string Path, bool IsEmbedded)> Documents =>
        [.. _reader.Documents.Select(handle => (_reader.GetString(_reader.GetDocument(handle).Name), Find(handle, EmbeddedSource) is not null))];

    private BlobHandle? Find(EntityHandle parent, Guid kind)
    {
        foreach (var handle in _reader.GetCustomDebugInformation(parent))
        {
            var information = _reader.GetCustomDebugInformation(handle);
            if (_reader.GetGuid(information.Kind) == kind)
            {
                return information.Value;
            }
        }

        return null;
    }
}
