namespace Adobe.ServerAuth.Tests.House;

public sealed class SourceFileTests
{
    public static TheoryData<string> Projects { get; } = [.. RepositoryTree.SourceProjects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_file_lies_in_the_root_of_its_project(string project) =>
        Findings.None(FileRules.InTheRoot(RepositoryTree.Sources(project)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_holds_one_type_and_bears_its_name(string project) =>
        Findings.None(FileRules.NotOneType(RepositoryTree.Sources(project)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_file_is_two_things(string project) => Findings.None(FileRules.TooLong(RepositoryTree.Sources(project)));

    [Fact]
    public void A_file_in_the_root_is_found() =>
        Assert.Equal(["Planted.cs lies in the project's root"], FileRules.InTheRoot([new("Planted.cs", ""), new("Flows/Good.cs", "")]));

    [Fact]
    public void A_file_with_two_types_is_found() => Assert.Equal(
        ["Flows/Planted.cs declares Planted, IHelper"],
        FileRules.NotOneType([new("Flows/Planted.cs", "namespace N { class Planted { class Inner; } } interface IHelper;")]));

    [Fact]
    public void A_file_named_unlike_its_type_is_found() =>
        Assert.Equal(["Flows/Planted.cs declares Other"], FileRules.NotOneType([new("Flows/Planted.cs", "delegate void Other();")]));

    [Fact]
    public void A_file_without_a_type_is_found() =>
        Assert.Equal(["Flows/Planted.cs declares no type"], FileRules.NotOneType([new("Flows/Planted.cs", "global using System;")]));

    [Fact]
    public void A_long_file_is_found_and_a_full_one_is_not() => Assert.Equal(
        ["Flows/Planted.cs has 251 lines; 250 is the most, 250 the median"],
        FileRules.TooLong([new("Flows/Short.cs", Lines(1)), new("Flows/Full.cs", Lines(250)), new("Flows/Planted.cs", Lines(251))]));

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));
}
