using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adobe.ServerAuth.Tests.House;

public sealed class PublicApiTests
{
    private const string Usings = "using System.Collections.Generic; using System.Threading; using Polly;";

    public static TheoryData<string> Packages { get; } = [.. RepositoryTree.SourceProjects];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_types_share_the_namespace_of_their_package(string package) =>
        Findings.None(PublicApi.Of(package).OutsideNamespace(NamespaceOf(package)));

    [Fact]
    public void The_library_stays_small() => Assert.InRange(PublicApi.Of("Adobe.ServerAuth").Types.Count, 1, 40);

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_member_exposes_polly(string package) => Findings.None(PublicApi.Of(package).Exposing("Polly"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Only_cancellation_tokens_are_optional(string package) => Findings.None(PublicApi.Of(package).OptionalParameters());

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_member_is_described(string package) =>
        Findings.None(PublicApi.Of(package).WithoutSummary(XDocument.Load(Path.Combine(AppContext.BaseDirectory, package + ".xml"))));

    [Fact]
    public void A_public_type_in_another_namespace_is_found() => Assert.Equal(
        ["Adobe.ServerAuth.Flows.Planted is public in Adobe.ServerAuth.Flows"],
        Planted("namespace Adobe.ServerAuth.Flows { public class Planted; class Hidden; }").Api.OutsideNamespace("Adobe.ServerAuth"));

    [Theory]
    [InlineData("Adobe.ServerAuth", "A is an extension class in Adobe.ServerAuth, not in Microsoft.Extensions.DependencyInjection")]
    [InlineData("Microsoft.Extensions.DependencyInjection", null)]
    public void An_extension_of_a_framework_builder_outside_its_namespace_is_found(string space, string? finding) => Assert.Equal(
        finding is null ? [] : [finding.Replace("A is", space + ".A is", StringComparison.Ordinal)],
        Planted($"namespace {space} {{ public static class A {{ public static void Add(this Microsoft.Extensions.DependencyInjection.IServiceCollection b) {{ }} }} }}").Api.OutsideNamespace("Adobe.ServerAuth"));

    [Theory]
    [InlineData("public interface IPlanted { IList<ResiliencePipeline[]> All { get; } }", "IPlanted.All", "ResiliencePipeline")]
    [InlineData("public class A { public class B { protected Outcome<int> C; } }", "A.B.C", "Outcome<TResult>")]
    [InlineData("public class A { public void B(ResiliencePipeline c) { } }", "A.B(Polly.ResiliencePipeline)", "ResiliencePipeline")]
    [InlineData("public class Planted : ExecutionRejectedException;", "Planted", "ExecutionRejectedException")]
    [InlineData("public class Planted<T> where T : ResilienceStrategy;", "Planted<T>", "ResilienceStrategy")]
    [InlineData("public delegate ResiliencePipeline Planted();", "Planted", "ResiliencePipeline")]
    public void An_exposed_polly_type_is_found(string source, string member, string type) =>
        Assert.Equal([$"{member} exposes Polly.{type}"], Planted(source).Api.Exposing("Polly"));

    [Fact]
    public void A_hidden_polly_type_is_none() => Assert.Empty(
        Planted("public class A { internal ResiliencePipeline? B; class C { public ResiliencePipeline? D; } }").Api.Exposing("Polly"));

    [Fact]
    public void An_optional_parameter_is_found() => Assert.Equal(
        ["A.B(int, System.Threading.CancellationToken) has the optional parameter c"],
        Planted("public class A { public void B(int c = 3, CancellationToken d = default) { } }").Api.OptionalParameters());

    [Fact]
    public void A_member_without_a_summary_is_found()
    {
        var planted = Planted("""
            /// <summary>Described.</summary>
            public class Planted
            {
                /// <summary> </summary>
                public int Empty => 1;

                /// <returns>A number.</returns>
                protected static int OnlyReturns() => 1;

                public event System.Action? Nothing;

                /// <summary><see cref="Empty"/></summary>
                public int Described => 1;

                /// <inheritdoc/>
                public override string ToString() => "";
            }
            """);

        Assert.Equal(
            ["Planted.Empty has no summary", "Planted.Nothing has no summary", "Planted.OnlyReturns() has no summary"],
            planted.Api.WithoutSummary(planted.Documentation).Order(StringComparer.Ordinal));
    }

    // The types of the hosting package continue those of the library.
    private static string NamespaceOf(string package) => package == "Adobe.ServerAuth.Hosting" ? "Adobe.ServerAuth" : package;

    private static (PublicApi Api, XDocument Documentation) Planted(string source)
    {
        var cancel = TestContext.Current.CancellationToken;
        using MemoryStream assembly = new(), documentation = new();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var tree = CSharpSyntaxTree.ParseText(Usings + source, new CSharpParseOptions(LanguageVersion.CSharp14), cancellationToken: cancel);
        var compilation = CSharpCompilation.Create("Planted", [tree], PlatformReferences.With(), options);
        Assert.True(compilation.Emit(assembly, xmlDocumentationStream: documentation, cancellationToken: cancel).Success);
        documentation.Position = 0;
        return (new PublicApi(compilation.Assembly), XDocument.Load(documentation));
    }
}
