namespace Adobe.ServerAuth.Tests.House;

public sealed class ArchitectureTests
{
    private static readonly FolderOrder[] Orders = [FolderOrder.Library, FolderOrder.Hosting];

    private static readonly IReadOnlyList<SourceFile> Library = FolderOrder.Library.Sources;

    [Fact]
    public void Every_folder_uses_only_folders_to_its_left() => Findings.None(Orders.SelectMany(order => order.BackwardEdges(order.Sources)));

    [Fact]
    public void Every_folder_has_its_place_in_the_order() => Findings.None(Orders.SelectMany(order => order.UnknownFolders(order.Sources)));

    [Fact]
    public void The_order_names_no_folder_that_is_gone() => Findings.None(Orders.SelectMany(order => order.FoldersThatAreGone));

    // A source that did not compile would hide what it uses.
    [Fact]
    public void The_sources_are_understood() => Findings.None(
        from project in RepositoryTree.SourceProjects
        from view in TargetView.Of(project)
        from error in SourceCompilation.Errors(SourceCompilation.Of(project, RepositoryTree.Sources(project), view))
        select $"{project}: {error}");

    [Fact]
    public void A_backward_edge_is_found()
    {
        var planted = new SourceFile("Flows/Planted.cs", """
            using Adobe.ServerAuth.Handlers;

            namespace Adobe.ServerAuth.Flows;

            internal sealed class Planted
            {
                public HostRules? Rules { get; set; }
            }
            """);

        Assert.Equal(["Flows/Planted.cs:7 uses Handlers/HostRules"], FolderOrder.Library.BackwardEdges([planted], Library));
    }

    [Fact]
    public void A_backward_edge_without_a_using_line_is_found()
    {
        var planted = new SourceFile("Abstractions/Planted.cs", """
            namespace Adobe.ServerAuth;

            /// <summary>Unlike <see cref="CachingTokenProvider"/>, which is named only here.</summary>
            public interface IPlanted
            {
                AdobeServerAuthHandler Handler { get; }
            }
            """);

        Assert.Equal(["Abstractions/Planted.cs:6 uses Handlers/AdobeServerAuthHandler"], FolderOrder.Library.BackwardEdges([planted], Library));
    }

    [Fact]
    public void A_backward_edge_that_names_no_type_is_found()
    {
        var planted = new SourceFile("Caching/Planted.cs", """
            namespace Adobe.ServerAuth.Caching;

            internal sealed class Planted
            {
                public static object? Mark(HttpRequestMessage request) => request.WithoutAdobeCredential();
            }
            """);

        Assert.Equal(
            ["Caching/Planted.cs:5 uses Handlers/AdobeServerAuthRequestExtensions"],
            FolderOrder.Library.BackwardEdges([planted], Library));
    }

    [Fact]
    public void A_backward_edge_to_a_nested_type_is_found()
    {
        var right = new SourceFile("Caching/Outer.cs", """
            namespace Adobe.ServerAuth.Caching;

            internal static class Outer
            {
                internal static class Inner
                {
                    public const int One = 1;
                }
            }
            """);
        var left = new SourceFile("Configuration/Planted.cs", """
            namespace Adobe.ServerAuth.Configuration;

            internal static class Planted
            {
                public static int Two => Caching.Outer.Inner.One;
            }
            """);

        Assert.Equal(
            ["Configuration/Planted.cs:5 uses Caching/Outer", "Configuration/Planted.cs:5 uses Caching/Outer.Inner"],
            FolderOrder.Library.BackwardEdges([left, right], Library));
    }

    [Fact]
    public void A_backward_edge_that_only_netstandard_compiles_is_found()
    {
        var planted = new SourceFile("Diagnostics/Planted.cs", """
            namespace Adobe.ServerAuth.Diagnostics;

            internal static class Planted
            {
            #if NETSTANDARD2_0
                public static string Name => nameof(TokenCacheOptions);
            #endif
            }
            """);

        Assert.Equal(["Diagnostics/Planted.cs:6 uses Configuration/TokenCacheOptions"], FolderOrder.Library.BackwardEdges([planted], Library));
    }

    [Fact]
    public void The_vocabulary_and_the_polyfills_may_not_even_use_diagnostics()
    {
        SourceFile[] planted =
        [
            new("Abstractions/One.cs", "namespace Adobe.ServerAuth; class One { string Name => nameof(Diagnostics.SafeText); }"),
            new("Compatibility/Two.cs", "namespace Adobe.ServerAuth; class Two { string Name => nameof(Diagnostics.SafeText); }"),
        ];

        Assert.Equal(
            ["Abstractions/One.cs:1 uses Diagnostics/SafeText", "Compatibility/Two.cs:1 uses Diagnostics/SafeText"],
            FolderOrder.Library.BackwardEdges(planted, Library));
    }

    [Fact]
    public void A_backward_edge_in_another_package_is_found()
    {
        var planted = new SourceFile("HealthChecks/Planted.cs", "namespace Adobe.ServerAuth.Hosting.HealthChecks; class Planted(WarmUpOptions options);");

        Assert.Equal(["HealthChecks/Planted.cs:1 uses WarmUp/WarmUpOptions"], FolderOrder.Hosting.BackwardEdges([planted], FolderOrder.Hosting.Sources));
    }

    [Fact]
    public void An_edge_to_the_left_is_none()
    {
        var planted = new SourceFile("Diagnostics/Planted.cs", "namespace Adobe.ServerAuth; class Planted(AccessToken token);");

        Assert.Empty(FolderOrder.Library.BackwardEdges([planted], Library));
    }

    [Fact]
    public void An_unknown_folder_is_found() => Assert.Equal(
        ["Helpers/Planted.cs: Helpers is no folder of the house"],
        FolderOrder.Library.UnknownFolders([new("Helpers/Planted.cs", "")]));
}
