namespace Adobe.ServerAuth.Tests.House;

// The sources as one target sees them: its #if branches, and the polyfills or not.
internal sealed record TargetView(IReadOnlyList<string> Symbols, string GlobalUsings, bool HasPolyfills)
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static IEnumerable<TargetView> Of(string project) => project == "Adobe.ServerAuth" ? [Net10, NetStandard] : [Net10];

    public static TargetView Net10 { get; } = new(
        ["NET", "NET10_0", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"], ImplicitUsings, HasPolyfills: false);

    public static TargetView NetStandard { get; } = new(
        ["NETSTANDARD", "NETSTANDARD2_0"], ImplicitUsings + "\nglobal using Adobe.ServerAuth.Compatibility;", HasPolyfills: true);
}
