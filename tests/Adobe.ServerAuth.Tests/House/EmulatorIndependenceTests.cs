namespace Adobe.ServerAuth.Tests.House;

public sealed class EmulatorIndependenceTests
{
    private const string Planted = """
        namespace Adobe.ServerAuth.Testing.Emulator;

        internal static class Planted
        {
            public static object Token => new AccessToken("a", default);
        }
        """;

    private static readonly IReadOnlyList<SourceFile> Testing = RepositoryTree.Sources("Adobe.ServerAuth.Testing");

    [Fact]
    public void The_emulator_uses_nothing_of_the_library() => Findings.None(EmulatorIndependence.Uses(Testing));

    [Fact]
    public void An_emulator_that_uses_the_library_is_found() => Assert.Equal(
        ["Emulator/Tokens/Planted.cs:5 uses AccessToken of Adobe.ServerAuth"],
        EmulatorIndependence.Uses([new("Emulator/Tokens/Planted.cs", Planted)], Testing));

    [Fact]
    public void The_rest_of_the_package_may_use_the_library() =>
        Assert.Empty(EmulatorIndependence.Uses([new("Fakes/Planted.cs", Planted)], Testing));

    [Fact]
    public void The_emulator_is_where_this_test_looks() => Assert.Contains(Testing, file => file.Folder == "Emulator");
}
