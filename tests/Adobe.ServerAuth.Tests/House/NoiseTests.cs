namespace Adobe.ServerAuth.Tests.House;

public sealed class NoiseTests
{
    private static readonly string[] TextFiles =
    [
        ".cs", ".csproj", ".props", ".targets", ".json", ".md", ".txt", ".http",
        ".yml", ".yaml", ".xml", ".config", ".sh", ".razor", ".cshtml", ".pem", ".key",
    ];

    public static TheoryData<string> Projects { get; } = [.. RepositoryTree.SourceProjects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Libraries_take_their_time_from_a_time_provider_and_leave_trust_to_the_platform(string project) =>
        Findings.None(BannedCalls.In(project, RepositoryTree.Sources(project)));

    [Fact]
    public void Libraries_silence_no_warning() => Findings.None(Read("src").SelectMany(NoiseWords.InLibraries));

    [Fact]
    public void Nothing_is_left_to_do() => Findings.None(Read("src", "tests", "samples").SelectMany(NoiseWords.Everywhere));

    [Fact]
    public void No_secret_is_kept_in_the_repository() => Findings.None(Read(".").SelectMany(NoiseWords.Secrets));

    [Theory]
    [InlineData("DateTime.Now", "System.DateTime.Now")]
    [InlineData("System.DateTimeOffset.UtcNow", "System.DateTimeOffset.UtcNow")]
    [InlineData("UtcNow", "System.DateTime.UtcNow")]
    [InlineData("System.Diagnostics.Stopwatch.GetTimestamp()", "System.Diagnostics.Stopwatch")]
    [InlineData("((Action)(() => Thread.Sleep(1)))", "System.Threading.Thread.Sleep")]
    [InlineData("Task.Delay(1)", "System.Threading.Tasks.Task.Delay")]
    [InlineData("Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None)", "System.Threading.Tasks.Task.Delay")]
    public void A_clock_of_its_own_is_found(string expression, string finding) => Assert.Equal(
        [$"src/Adobe.ServerAuth/Flows/Planted.cs:6 uses {finding}"],
        BannedCalls.In("Adobe.ServerAuth", [Planted(expression)]));

    [Theory]
    [InlineData("new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }", "System.Net.Http.HttpClientHandler.ServerCertificateCustomValidationCallback", "System.Net.Http.HttpClientHandler.DangerousAcceptAnyServerCertificateValidator")]
    [InlineData("new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } }", "System.Net.Http.SocketsHttpHandler.SslOptions")]
    [InlineData("new System.Net.Security.SslClientAuthenticationOptions()", "System.Net.Security.SslClientAuthenticationOptions")]
    [InlineData("System.Net.ServicePointManager.ServerCertificateValidationCallback", "System.Net.ServicePointManager")]
    public void A_trust_of_its_own_is_found(string expression, params string[] findings) => Assert.Equal(
        findings.Select(finding => "src/Adobe.ServerAuth/Flows/Planted.cs:6 uses " + finding),
        BannedCalls.In("Adobe.ServerAuth", [Planted(expression)]));

    [Theory]
    [InlineData("TimeProvider.System.GetUtcNow()")]
    [InlineData("Task.Delay(TimeSpan.Zero, TimeProvider.System)")]
    [InlineData("Task.Delay(TimeSpan.Zero, TimeProvider.System, CancellationToken.None)")]
    public void A_time_provider_is_none(string expression) => Assert.Empty(BannedCalls.In("Adobe.ServerAuth", [Planted(expression)]));

    [Fact]
    public void A_silenced_warning_is_found() =>
        Assert.Equal(["a.cs:2 holds #pragma warning disable"], NoiseWords.InLibraries(new("a.cs", "\n#pragma warning disable CA2007")));

    [Theory]
    [InlineData("// TODO: later", "TODO")]
    [InlineData("/* FIXME */", "FIXME")]
    [InlineData("// HACK", "HACK")]
    [InlineData("throw new NotImplementedException();", "NotImplementedException")]
    public void A_word_of_the_unfinished_is_found(string line, string word) =>
        Assert.Equal([$"a.cs:2 holds {word}"], NoiseWords.Everywhere(new("a.cs", "\n" + line)));

    // In two parts each, so that no other scanner takes them for real.
    [Theory]
    [InlineData("p8e-" + "0123456789abcdefghijKLMNOPQRST_-")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9Zm9v" + ".eyJhbGciOiJSUzI1NiJ9Zm9v.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("-----BEGIN RSA PRIVATE " + "KEY-----\nMIIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("\"key\": \"-----BEGIN PRIVATE " + "KEY-----\\r\\nMIIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_secret_is_found_and_not_repeated(string secret) =>
        Assert.Equal(["a.json:2 holds a secret"], NoiseWords.Secrets(new("a.json", "\n" + secret)));

    [Theory]
    [InlineData("p8e-your-client-secret")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.e30.AAAA")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n...")]
    public void A_placeholder_is_no_secret(string text) => Assert.Empty(NoiseWords.Secrets(new("a.json", text)));

    private static IEnumerable<SourceFile> Read(params string[] folders) => folders
        .SelectMany(folder => RepositoryTree.Files(folder))
        .Where(path => TextFiles.Contains(Path.GetExtension(path)) && !NoiseWords.IsExempt(path))
        .Select(path => new SourceFile(path, RepositoryTree.Read(path)));

    private static SourceFile Planted(string expression) => new("Flows/Planted.cs", $$"""
        using static System.DateTime;

        namespace Adobe.ServerAuth.Flows;
        internal static class Planted
        {
            public static object? Field = {{expression}};
        }
        """);
}
