using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adobe.ServerAuth.Tests.House;

// The library takes its time from a TimeProvider, so that tests own the clock. Whom TLS trusts, the platform and the application decide.
internal static class BannedCalls
{
    private static readonly string[] OfClocks =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today",
        "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay", "System.Diagnostics.Stopwatch",
    ];

    private static readonly string[] OfTls =
    [
        "System.Net.Http.HttpClientHandler.ServerCertificateCustomValidationCallback", "System.Net.Http.HttpClientHandler.DangerousAcceptAnyServerCertificateValidator",
        "System.Net.Http.HttpClientHandler.CheckCertificateRevocationList", "System.Net.Http.HttpClientHandler.SslProtocols", "System.Net.Http.SocketsHttpHandler.SslOptions",
        "System.Net.Security.SslStream", "System.Net.Security.SslClientAuthenticationOptions", "System.Net.Security.RemoteCertificateValidationCallback",
        "System.Net.Security.EncryptionPolicy", "System.Net.ServicePointManager", "System.AppContext.SetSwitch",
    ];

    private static readonly HashSet<string> Members = [.. OfClocks, .. OfTls];

    private static readonly HashSet<string> Names = [.. Members.Select(member => member[(member.LastIndexOf('.') + 1)..])];

    public static IEnumerable<string> In(string project, IReadOnlyList<SourceFile> files) => TargetView.Of(project)
        .SelectMany(view => In(project, SourceCompilation.Of(project, files, view)))
        .Distinct();

    private static IEnumerable<string> In(string project, CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        where Names.Contains(name.Identifier.Text)
        let symbol = compilation.GetSemanticModel(tree).GetSymbolInfo(name).Symbol
        where symbol is not null && IsBanned(symbol)
        select $"src/{project}/{tree.FilePath}:{tree.GetLineSpan(name.Span).StartLinePosition.Line + 1} uses {FullName(symbol)}";

    private static bool IsBanned(ISymbol symbol) => Members.Contains(FullName(symbol)) && !TakesTimeProvider(symbol);

    private static bool TakesTimeProvider(ISymbol symbol) =>
        symbol is IMethodSymbol method && method.Parameters.Any(parameter => parameter.Type.Name == nameof(TimeProvider));

    private static string FullName(ISymbol symbol) =>
        symbol is ITypeSymbol ? symbol.ToDisplayString() : $"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}";
}
