namespace Adobe.ServerAuth.Tests.House;

public sealed class DocumentationCodeTests
{
    private const string Web = "dotnet new web\ndotnet add package Adobe.ServerAuth";

    [Theory]
    [InlineData(Web, "var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddAdobeServerAuth();\nawait builder.Build().RunAsync();")]
    [InlineData("dotnet new worker\ndotnet add package Adobe.ServerAuth", "var builder = Host.CreateApplicationBuilder(args);\nbuilder.Services.AddAdobeServerAuth();\nbuilder.Build().Run();")]
    [InlineData("dotnet new console\ndotnet add package Adobe.ServerAuth", "using Adobe.ServerAuth;\n\nusing var provider = TokenProvider.Create(new AdobeServerAuthOptions());")]
    [InlineData("dotnet new xunit\ndotnet add package Adobe.ServerAuth.Testing", "using Adobe.ServerAuth.Testing;\n\npublic class ApiTests\n{\n    [Fact]\n    public Task It_works() => ImsEmulator.StartAsync();\n}")]
    public void A_complete_file_compiles_in_the_project_of_its_template(string commands, string code) => Assert.Empty(Failures(commands, $"// Program.cs\n{code}"));

    [Theory]
    [InlineData("builder.Services.AddHttpClient(\"a\").AddAdobeServerAuthHandler();")]
    [InlineData("using Adobe.ServerAuth;\n\nbuilder.Services.Configure<AdobeServerAuthOptions>(options => options.Scopes = []);")]
    [InlineData("builder.Services.AddSingleton<Reports>();\n\nsealed class Reports;")]
    public void A_block_is_added_to_the_file_above(string added) => Assert.Empty(Failures(Web, "// Program.cs\nvar builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();", added));

    [Theory]
    [InlineData("Console.WriteLine(1);", "the first C# block of a page is a complete file")]
    [InlineData("// Program.cs\nbuilder.Services.AddAdobeServerAuth();", "CS0103")]
    [InlineData("// Program.cs\nservices.AddAdobeServerAuth();", "CS0103")]
    [InlineData("// Program.cs\n_ = new AdobeServerAuthOptions();", "CS0246")]
    [InlineData("// Program.cs\nusing Adobe.ServerAuth.Testing;\n\nawait ImsEmulator.StartAsync();", "CS0234")]
    [InlineData("// Program.cs\nvar token = await Task.FromResult(", "CS1026")]
    [InlineData("// Program.cs\n[System.Obsolete(\"gone\")] static void Old() { }\nOld();", "CS0618")]
    [InlineData("// Program.cs\npublic sealed class A : Missing;", "CS0246")]
    [InlineData("// Program.cs\n// var token = 1;", "the block holds no code")]
    [InlineData("// Program.cs\nvar a = 1;\n#if NEVER\nb = c;\n#endif\nConsole.WriteLine(a);", "#if hides code")]
    public void Code_that_does_not_compile_is_found(string code, string finding) =>
        Assert.Contains(Failures(Web, code), failure => failure.Contains(finding, StringComparison.Ordinal));

    [Theory]
    [InlineData("dotnet new console", "new ServiceCollection().AddAdobeServerAuth();")]
    [InlineData("dotnet new console\ndotnet add package Adobe.ServerAuth", "new ServiceCollection().AddAdobeServerAuth();")]
    [InlineData("dotnet new console\ndotnet add package Adobe.ServerAuth", "using Microsoft.Extensions.Hosting;\n\nHost.CreateApplicationBuilder();")]
    [InlineData(Web, "using Microsoft.Extensions.DependencyInjection;\n\nnew ServiceCollection().AddAdobeServerAuth().AddWarmUp();")]
    [InlineData(Web, "using OpenTelemetry.Trace;\n\nnew ServiceCollection().AddOpenTelemetry();")]
    public void Packages_and_usings_that_the_project_does_not_have_are_found(string commands, string code) => Assert.NotEmpty(Failures(commands, $"// Program.cs\n{code}"));

    [Fact]
    public void An_addition_sees_no_other_addition() =>
        Assert.Single(Failures(Web, "// Program.cs\nvar one = 1;", "var two = one + 1;", "Console.WriteLine(two);"));

    [Fact]
    public void A_page_without_a_project_is_found() => Assert.Contains("no line above says what project this is", Assert.Single(Failures("", "// Program.cs\nConsole.WriteLine();")), StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_member_is_found_with_its_line() => Assert.Equal(
        ["docs/planted.md:16: CS0117: 'AdobeServerAuthOptions' does not contain a definition for 'ClientSecrte'"],
        Failures(Web, "// Program.cs\nusing Adobe.ServerAuth;\n\nvar a = new AdobeServerAuthOptions();", "a = new AdobeServerAuthOptions\n{\n    ClientSecrte = \"a\",\n};"));

    [Theory]
    [InlineData("```csharp\n// A.cs\nBad();\n```", 4)]
    [InlineData("text\n\n```C# title=\"x\"\n// A.cs\nBad();\n```", 6)]
    [InlineData("~~~cs\n// A.cs\nBad();\n~~~", 4)]
    [InlineData("- ```csharp\n  // A.cs\n  Bad();\n  ```", 4)]
    [InlineData("> ```csharp\n> // A.cs\n> Bad();\n> ```", 4)]
    [InlineData("````csharp\n// A.cs\n/* ``` */\nBad();\n````", 5)]
    [InlineData("```text\n```\n\n```csharp\n// A.cs\nBad();", 7)]
    public void No_spelling_of_the_fence_hides_a_block(string markdown, int line) => Assert.Equal(
        [$"docs/planted.md:{line}: CS0103: The name 'Bad' does not exist in the current context"],
        CodeBlocks.Failures(new("docs/planted.md", $"`dotnet new console`\n{markdown}")));

    [Fact]
    public void A_block_without_a_language_is_found() => Assert.Equal(
        ["docs/planted.md:3: the block names no language; plain text is ```text"],
        MarkdownBlocks.WithoutLanguage(MarkdownBlocks.Of(new("docs/planted.md", "A\n\n```\nBad();\n```\n"))));

    private static IReadOnlyList<string> Failures(string commands, params string[] blocks) =>
        [.. CodeBlocks.Failures(new("docs/planted.md", $"```sh\n{commands}\n```\n{string.Concat(blocks.Select(code => $"\n```csharp\n{code}\n```\n"))}"))];
}
