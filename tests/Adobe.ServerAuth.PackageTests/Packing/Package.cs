using System.IO.Compression;
using System.Xml.Linq;

namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>A packed file, opened.</summary>
public sealed class Package(string path) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    public Package Symbols => new(Path.ChangeExtension(path, ".snupkg"));

    // Without what every package of this format has for itself.
    public IReadOnlyList<string> Files => [.. _archive.Entries.Select(entry => entry.FullName).Where(IsContent).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Targets =>
        [.. Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Select(file => file.Split('/')[1]).Distinct()];

    public XElement Metadata => WithoutNamespace(XDocument.Parse(Text(_archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).FullName)).Root!.Elements().Single());

    public byte[] Bytes(string file)
    {
        using var stream = _archive.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public string Text(string file)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(file)));
        return reader.ReadToEnd();
    }

    public void Dispose() => _archive.Dispose();

    private static bool IsContent(string file) =>
        file != "[Content_Types].xml" && file != "_rels/.rels" && !file.StartsWith("package/", StringComparison.Ordinal) && !file.EndsWith(".nuspec", StringComparison.Ordinal);

    private static XElement WithoutNamespace(XElement element) => new(
        element.Name.LocalName,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration),
        element.HasElements ? element.Elements().Select(WithoutNamespace) : element.Value);
}
