using System.Net;
using System.Text;
using Adobe.ServerAuth.Tests.Fakes;
using AemCloudService;
using Analytics;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>Answers of success that are none.</summary>
public sealed class SampleAnswerTests
{
    [Theory]
    [InlineData("""{"data":{"articleList":{"items":[]}},"errors":[{"message":"no\nright"}]}""", "The query site/articles has errors: noright")]
    [InlineData("""{"data":null,"errors":[{}]}""", "The query site/articles has errors: ")]
    [InlineData("""{"errors":[]}""", "The query site/articles has no data.")]
    [InlineData("""{"data":null}""", "The query site/articles has no data.")]
    public async Task A_part_of_the_data_is_no_answer_of_a_query(string body, string told)
    {
        using var http = Answering(body);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => new PersistedQueryClient(http).RunAsync("site/articles", TestContext.Current.CancellationToken));
        Assert.Equal(told, failure.Message);
    }

    [Theory]
    [InlineData("""{"data":{"items":[]}}""")]
    [InlineData("""{"data":{"items":[]},"errors":[]}""")]
    public async Task The_whole_of_the_data_is(string body)
    {
        using var http = Answering(body);
        Assert.Equal("""{"items":[]}""", (await new PersistedQueryClient(http).RunAsync("site/articles", TestContext.Current.CancellationToken)).GetRawText());
    }

    [Theory]
    [InlineData("""[{"rsid":"web"}]""")]
    [InlineData("""{"content":[{"rsid":"web"}]}""")]
    public async Task A_list_of_report_suites_has_two_forms(string body)
    {
        using var http = Answering(body);
        Assert.Equal("web", Assert.Single(await new AnalyticsClient(http).GetReportSuitesAsync("testco0", cancellationToken: TestContext.Current.CancellationToken)).Rsid);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"content":null}""")]
    [InlineData("null")]
    public async Task An_answer_without_a_list_of_report_suites_says_so(string body)
    {
        using var http = Answering(body);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => new AnalyticsClient(http).GetReportSuitesAsync("testco0", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("Analytics' answer has no list of report suites.", failure.Message);
    }

    private static HttpClient Answering(string body) => new(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") }))
    {
        BaseAddress = new Uri("https://product.example.com"),
    };
}
