using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

/// <summary>The list of scopes that is copied most: a shorter one gets a token that the API refuses later.</summary>
public sealed partial class FireflyScopesTests
{
    private const string Documented = "openid,AdobeID,session,additional_info,read_organizations,firefly_api,ff_apis";

    // Of the two lists that Adobe shows, docs/ims-protocol.md holds both.
    [Fact]
    public void Every_page_and_sample_has_those_of_Adobes_documentation()
    {
        var lists = MarkdownFile.All.Where(page => page.Path != "docs/ims-protocol.md")
            .Concat(RepositoryTree.Files("samples").Where(file => Path.GetExtension(file) is ".cs" or ".json" or ".yaml").Select(MarkdownFile.Load))
            .SelectMany(page => List().Matches(page.Text).Select(match => (page.Path, Scopes: Blank().Replace(match.Value, "").TrimEnd(',')))).ToArray();

        Assert.InRange(lists.Length, 6, 100);
        Findings.None(lists.Where(list => list.Scopes != Documented).Select(list => $"{list.Path}: {list.Scopes}"));
    }

    [GeneratedRegex(@"openid(?:[\w.]|[,""] ?)*firefly_api(?:[\w.]|[,""] ?)*")]
    private static partial Regex List();

    [GeneratedRegex(@"[""\s]")]
    private static partial Regex Blank();
}
