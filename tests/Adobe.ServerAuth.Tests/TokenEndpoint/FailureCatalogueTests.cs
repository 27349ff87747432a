using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class FailureCatalogueTests
{
    private static readonly IReadOnlyList<FailureCase> Rows = [.. FailureCatalogue.Answers, .. FailureCatalogue.Others];

    public static TheoryData<string> AnswerIds => [.. FailureCatalogue.Answers.Select(row => row.Id)];

    [Fact]
    public void Each_row_has_a_name_of_its_own_and_whole_sentences()
    {
        Assert.Equal(Rows.Count, Rows.Select(row => row.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Rows, row => Assert.Matches("^[a-z]+(-[a-z]+)*$", row.Id));
        Assert.All(Rows, row => Assert.EndsWith(".", row.Why, StringComparison.Ordinal));
        Assert.All(Rows, row => Assert.EndsWith(".", row.Remedy, StringComparison.Ordinal));
    }

    // So that no row is hidden behind another one.
    [Theory, MemberData(nameof(AnswerIds))]
    public void Each_row_is_found_by_all_that_it_is_known_by(string id)
    {
        var row = FailureCatalogue.Answers.Single(one => one.Id == id);
        foreach (var flow in new[] { ServerAuthFlow.OAuth, ServerAuthFlow.Jwt }.Where(flow => row.Flow is null || row.Flow == flow))
        {
            foreach (var code in row.Codes.Count > 0 ? row.Codes.ToArray<string?>() : [row.WithoutWords ? null : "unheard_of"])
            {
                foreach (var status in new[] { row.LowestStatus == 404 ? 404 : row.HighestStatus, row.LowestStatus })
                {
                    Assert.Equal(id, FailureCatalogue.Find(flow, status, code, row.Says is null ? null : $"The {row.Says.ToUpperInvariant()} is wrong").Id);
                }
            }
        }
    }

    [Theory]
    [InlineData(ServerAuthFlow.OAuth)]
    [InlineData(ServerAuthFlow.Jwt)]
    public void Whatever_the_answer_is_there_is_a_row(ServerAuthFlow flow)
    {
        foreach (var status in Enumerable.Range(100, 900).Where(status => status != 200))
        {
            foreach (var code in new[] { null, "unheard_of", "invalid_client", "invalid_token", "invalid_scope" })
            {
                Assert.Equal(status is < 300 or 408 or 429 or >= 500, FailureCatalogue.Find(flow, status, code, null).IsTransient);
            }
        }
    }
}
