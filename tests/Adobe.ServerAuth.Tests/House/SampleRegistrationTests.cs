using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adobe.ServerAuth.Tests.House;

// The registration of a product's real job, with job status and storage, stays short.
public sealed class SampleRegistrationTests
{
    private const int MostLines = 5;

    private static readonly string[] Calls = ["AddAdobeServerAuth", "AddHttpClient", "AddAdobeServerAuthHandler", "AddHttpMessageHandler"];

    [Theory]
    [InlineData("FireflyServices")]
    [InlineData("PdfServices")]
    [InlineData("ExperiencePlatform")]
    [InlineData("Analytics")]
    [InlineData("AemCloudService")]
    public void A_product_is_registered_in_five_lines_for_each_of_its_clients(string sample)
    {
        var registrations = Registrations(RepositoryTree.Read($"samples/{sample}/Program.cs"));

        Assert.Contains(registrations, text => text.Contains("AddAdobeServerAuthHandler", StringComparison.Ordinal));
        Assert.All(registrations, text => Assert.InRange(text.Split('\n').Count(line => line.Any(char.IsLetter)), 1, MostLines - 1));
        Assert.DoesNotContain(RepositoryTree.Files($"samples/{sample}", "*.cs"), file => RepositoryTree.Read(file).Contains("RequestBlockedException", StringComparison.Ordinal));
    }

    // The credential is one line more.
    private static string[] Registrations(string source) =>
    [
        .. CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14)).GetRoot().DescendantNodes().OfType<GlobalStatementSyntax>()
            .Select(statement => statement.ToString())
            .Where(text => Calls.Any(call => text.Contains($".{call}", StringComparison.Ordinal)) && !text.StartsWith("if", StringComparison.Ordinal)),
    ];
}
