namespace Adobe.ServerAuth.Tests.House;

public sealed class DocumentationCodeTests
{
    [Theory]
    [InlineData("builder.Services.AddAdobeServerAuth();\nvar app = builder.Build();\nawait app.RunAsync();")]
    [InlineData("var token = await provider.GetTokenAsync(cancellationToken);\nConsole.WriteLine(token.ExpiresAt);")]
    [InlineData("services.AddHttpClient<FireflyClient>(c => c.BaseAddress = new(\"https://a\")).AddAdobeServerAuthHandler();")]
    [InlineData("using System.Net;\n\nvar status = HttpStatusCode.OK;\nConsole.WriteLine(status);")]
    public void Statements_compile_with_names_that_readers_know(string code) => Assert.Empty(Failures(code));

    [Theory]
    [InlineData("var builder = Host.CreateApplicationBuilder(args);\nbuilder.Services.AddAdobeServerAuth();")]
    [InlineData("using var provider = TokenProvider.Create(new AdobeServerAuthOptions());\nawait provider.GetTokenAsync();")]
    [InlineData("services.AddAdobeServerAuth(options => options.ClientId = \"a\");")]
    [InlineData("_ = new FireflyClient(httpClient).Mine;\n\nclass FireflyClient(HttpClient http) { public HttpClient Mine => http; }")]
    [InlineData("namespace MyApp;\n\nclass FireflyClient(HttpClient http) { public HttpClient Mine => http; }")]
    public void A_block_may_declare_such_a_name_itself(string code) => Assert.Empty(Failures(code));

    [Fact]
    public void Types_alone_are_a_library() => Assert.Empty(Failures("""
        public sealed class FireflyTests
        {
            [Fact]
            public async Task It_answers()
            {
                await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
                var mock = new MockHttpMessageHandler();
            }
        }
        """));

    [Fact]
    public void A_misspelt_member_is_found_with_its_line() => Assert.Equal(
        ["docs/planted.md:6: CS0117: 'AdobeServerAuthOptions' does not contain a definition for 'ClientSecrte'"],
        Failures("var mine = new AdobeServerAuthOptions\n{\n    ClientSecrte = \"a\",\n};"));

    [Theory]
    [InlineData("var token = await provider.GetTokenAsync(", "CS1026")]
    [InlineData("Nothing.Known();", "CS0103")]
    [InlineData("AdobeServerAuthSection.Read(null, options);", "CS0103")]
    [InlineData("[System.Obsolete(\"gone\")] static void Old() { }\nOld();", "CS0618")]
    [InlineData("public sealed class A : Missing;", "CS0246")]
    [InlineData("// var token = 1;", "the block holds no code")]
    [InlineData("var a = 1;\n#if NEVER\nb = c;\n#endif\nConsole.WriteLine(a);", "#if hides code")]
    public void Code_that_does_not_compile_is_found(string code, string finding) =>
        Assert.Contains(Failures(code), failure => failure.Contains(finding, StringComparison.Ordinal));

    [Theory]
    [InlineData("```csharp\nBad();\n```", 2)]
    [InlineData("text\n\n```C# title=\"x\"\nBad();\n```", 4)]
    [InlineData("~~~cs\nBad();\n~~~", 2)]
    [InlineData("- ```csharp\n  Bad();\n  ```", 2)]
    [InlineData("> ```csharp\n> Bad();\n> ```", 2)]
    [InlineData("````csharp\n/* ``` */\nBad();\n````", 3)]
    [InlineData("```text\n```\n\n```csharp\nBad();", 5)]
    public void No_spelling_of_the_fence_hides_a_block(string markdown, int line) => Assert.Equal(
        [$"docs/planted.md:{line}: CS0103: The name 'Bad' does not exist in the current context"],
        MarkdownBlocks.Of(new("docs/planted.md", markdown)).Where(block => block.IsCSharp).SelectMany(CodeBlocks.Failures));

    [Fact]
    public void A_block_without_a_language_is_found() => Assert.Equal(
        ["docs/planted.md:3: the block names no language; plain text is ```text"],
        MarkdownBlocks.WithoutLanguage(MarkdownBlocks.Of(new("docs/planted.md", "A\n\n```\nBad();\n```\n"))));

    private static IEnumerable<string> Failures(string code) =>
        CodeBlocks.Failures(Assert.Single(MarkdownBlocks.Of(new("docs/planted.md", $"# Planted\n\n```csharp\n{code}\n```\n"))));
}
