namespace Adobe.ServerAuth.Tests.House;

public sealed class DocumentationTests
{
    private static readonly IReadOnlyList<MarkdownBlock> Blocks = [.. MarkdownFile.All.SelectMany(MarkdownBlocks.Of)];

    [Fact]
    public void Every_csharp_block_compiles() => Findings.None(MarkdownFile.All.SelectMany(CodeBlocks.Failures));

    [Fact]
    public void The_readme_shows_code() => Assert.True(
        Blocks.Any(block => block is { Path: "README.md", IsCSharp: true }),
        "README.md, the first page of the package, has no csharp block.");

    [Fact]
    public void The_package_readme_shows_the_files_of_the_readme() => Assert.Equal(Files("README.md"), Files("src/Adobe.ServerAuth/README.md"));

    [Fact]
    public void Every_json_block_is_read() => Findings.None(Blocks.Where(block => block.IsJson).SelectMany(JsonBlocks.Failures));

    // Else code could hide in a block that says nothing of itself.
    [Fact]
    public void Every_block_names_its_language() => Findings.None(MarkdownBlocks.WithoutLanguage(Blocks));

    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere() => Findings.None(MarkdownFile.All.SelectMany(MarkdownLinks.Broken));

    private static IEnumerable<string> Files(string page) => Blocks.Where(block => block.Path == page && (block.IsCSharp || block.IsJson)).Select(block => block.Text);
}
