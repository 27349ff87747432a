namespace Adobe.ServerAuth.Tests.House;

public sealed class DocumentedCommandTests
{
    [Fact]
    public void What_pages_tell_to_run_is_there() => Findings.None(MarkdownFile.All.SelectMany(DocumentedCommands.Failures));

    [Theory]
    [InlineData("dotnet run --project samples/Quickstart", "samples/Quickstart is no project")]
    [InlineData("`tests/mutations.sh` says", "there is no tests/mutations.sh")]
    [InlineData("bash .ci/runs ", "there is no .ci/runs")]
    [InlineData("-- -class \"*.HostRuleTests\"", "no class of tests ends with HostRuleTests")]
    [InlineData("-- -method \"*.Two_hundred_parallel_401s\"", "there is no test Two_hundred_parallel_401s")]
    public void What_is_not_there_is_found(string line, string failure) =>
        Assert.Equal([$"docs/planted.md:1: {failure}"], DocumentedCommands.Failures(new MarkdownFile("docs/planted.md", line)));
}
