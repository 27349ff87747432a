using System.Globalization;
using System.Net;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>What becomes of every fault. It listens to the spans of the process, as others may not at the same time.</summary>
[Collection("Activities")]
public sealed class FaultTests(FaultRun run) : IClassFixture<FaultRun>
{
    private const string PagePath = "docs/faults.md";
    private const string WriteVariable = "ADOBE_SERVERAUTH_WRITE_DOCS";

    public static TheoryData<string> Names => [.. FaultRun.Cases.Select(one => one.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_fault_ends_as_it_should(string name)
    {
        var seen = run.Observations.Single(one => one.Case.Name == name);

        Assert.True(seen.Case.Expected == seen.Outcome, $"Expected: {seen.Case.Expected}\nSeen: {seen.Outcome}\n{seen.Exception}");
        Assert.InRange(seen.Elapsed, TimeSpan.Zero, seen.TotalTimeout + TimeSpan.FromSeconds(10));
        Assert.True(seen.IsWellAfterwards, "IMS was well again, and there still was no token.");
        if (seen.Exception is TokenRequestException failure)
        {
            Assert.Contains("(" + failure.Reason, failure.Message, StringComparison.Ordinal);
            Assert.StartsWith("The token request to ", failure.Message, StringComparison.Ordinal);
            seen.Case.AndAlso?.Invoke(failure);
        }
    }

    [Fact]
    public void The_page_on_faults_has_what_was_seen()
    {
        var path = Path.Combine(Root(), PagePath);
        var page = Page();
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.ReadAllText(path) == page, $"{PagePath} is not what was seen. Run the tests with {WriteVariable}=1, and look at what changed.");
    }

    [Fact]
    public void A_secret_that_is_repeated_is_nowhere_to_be_seen()
    {
        string[] texts = [.. run.Observations.SelectMany(one => Leaks.TextsOf(one.Exception)).OfType<string>(), .. run.Logs.Distinct(), .. run.Telemetry];
        Assert.True(texts.Length > 500, "So few texts can not be all of them.");
        Assert.Contains(texts, text => text.Contains("withheld", StringComparison.Ordinal));
        var distinct = texts.Distinct().ToArray();
        Leaks.AssertNone(run.Secret, distinct);
        Leaks.AssertNone(RefusingProxy.Password, distinct);
        Leaks.AssertNone(run.PrivateKey.Split('\n')[3], distinct);

        // The signature is what a thief would need; a part of it tells as well as all of it.
        var signatures = run.SentForms.Select(Assertion).OfType<string>().Select(assertion => assertion.Split('.')[2]).ToArray();
        Assert.NotEmpty(signatures);
        Assert.All(signatures, signature => Assert.DoesNotContain(distinct, text => text.Contains(signature[..24], StringComparison.Ordinal) || text.Contains(signature[^24..], StringComparison.Ordinal)));
    }

    private string Page() => string.Join('\n', [
        "# What happens when IMS, or the way to it, breaks",
        "",
        "Each row was seen: a test breaks the connection to the emulator of IMS, over sockets, in that way, and writes what became of the token request. There are two retries in these runs, so at most three attempts. The reasons are",
        "explained in [When there is no token](troubleshooting.md). You can rehearse most of them yourself: see [Testing](testing.md#rehearsing-failures).",
        "",
        "| what breaks | attempts | ends in | HTTP | may pass by itself |",
        "|---|---|---|---|---|",
        .. run.Observations.Select(Row),
        "",
    ]);

    private static string Row(FaultObservation seen) => seen.Outcome.Reason is { } reason
        ? $"| {seen.Case.Name} | {seen.Outcome.Attempts} | `{reason}` | {seen.Outcome.Status} | {(seen.Outcome.IsTransient ? "yes" : "no")} |"
        : $"| {seen.Case.Name} | {seen.Outcome.Attempts} | a token that lives {seen.Outcome.Lifetime!.Value.ToString("c", CultureInfo.InvariantCulture)} | 200 | |";

    private static string? Assertion(string form) =>
        form.Split('&').Where(field => field.StartsWith("jwt_token=", StringComparison.Ordinal)).Select(field => WebUtility.UrlDecode(field["jwt_token=".Length..])).FirstOrDefault();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Adobe.ServerAuth.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
