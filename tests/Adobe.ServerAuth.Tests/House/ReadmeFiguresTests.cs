using System.Globalization;

namespace Adobe.ServerAuth.Tests.House;

/// <summary>What the first page says that it costs is what was measured.</summary>
public sealed class ReadmeFiguresTests
{
    private const string Token = "a warm token, times the floor";
    private const string TokenBytes = "bytes";
    private const string Request = "an API request, times `HttpClient` alone";
    private const string RequestBytes = "bytes more";

    private static readonly IReadOnlyDictionary<(string Line, string Heading), string> Short = MarkedTables.Cells(MarkedTables.Of(MarkdownFile.Load("README.md"))["Benchmarks"]);
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Measured = MarkedTables.Of(MarkdownFile.Load("docs/benchmarks.md"));

    public static TheoryData<string, string, string?, string> Lines => new()
    {
        { "Adobe.ServerAuth", "Adobe.ServerAuth, `ITokenProvider` of the container", null, "Adobe.ServerAuth, all three headers" },
        { "Google.Apis.Auth", "Google.Apis.Auth, `GetAccessTokenForRequestAsync`", null, "Google.Apis.Auth, `ConfigurableHttpClient` with a credential" },
        { "Azure.Core", "Azure.Core, the same with `BearerTokenAuthenticationPolicy`", "Azure.Core, a message through an empty pipeline", "Azure.Core, the same with `BearerTokenAuthenticationPolicy`" },
        { "MSAL", "MSAL, `AcquireTokenForClient`", null, "MSAL, in a handler of ten lines" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Each_figure_is_that_of_the_benchmarks(string line, string token, string? without, string request)
    {
        var (warm, requests) = (MarkedTables.Cells(Measured["WarmToken"]), MarkedTables.Cells(Measured["ApiRequest"]));

        Assert.Equal(Number(warm[(token, "bytes")]) - (without is null ? 0 : Number(warm[(without, "bytes")])), Number(Short[(line, TokenBytes)]));
        Assert.Equal((requests[(request, "times the bare client")], requests[(request, "bytes more")]), (Short[(line, Request)], Short[(line, RequestBytes)]));

        // A difference was made before it was rounded.
        var expected = Number(warm[(token, "times the floor")]) - (without is null ? 0 : Number(warm[(without, "times the floor")]));
        Assert.InRange(Number(Short[(line, Token)]) - expected, without is null ? 0 : -0.1m, without is null ? 0 : 0.1m);
    }

    [Fact]
    public void No_line_is_left_out_or_put_in() =>
        Assert.Equal(Lines.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), Short.Keys.Select(key => key.Line).Distinct().Order(StringComparer.Ordinal));

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
