using System.Net;
using System.Net.Http.Json;
using Adobe.ServerAuth.Tests.Fakes;
using FireflyServices;
using PdfServices;
using Samples;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The wait for a job that costs something, on a clock that is moved.</summary>
public sealed class JobWaitTests : IDisposable
{
    private const string Path = "https://pdf-services-ue1.adobe.io/operation/compresspdf/1/status";
    private static readonly Uri Status = new(Path + "?signature=geheim");
    private static readonly Uri Result = new("https://storage.example.com/out");

    private readonly TestClock _clock = new();
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private readonly List<double> _askedAt = [];
    private readonly HttpClient _http;
    private readonly DateTimeOffset _start;
    private bool _isSilent;

    public JobWaitTests()
    {
        _start = _clock.GetUtcNow();
        _http = new HttpClient(new StubHandler(AnswerAsync));
    }

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(null, 1)]
    [InlineData("0", 1)]
    [InlineData("7", 7)]
    [InlineData("3600", 30)]
    [InlineData("Thu, 01 Jan 2026 00:00:12 GMT", 12)]
    [InlineData("Fri, 02 Jan 2026 00:00:00 GMT", 30)]
    [InlineData("Wed, 01 Jan 2025 00:00:00 GMT", 1)]
    [InlineData("soon", 1)]
    public async Task Between_two_questions_it_waits_as_the_answer_says_within_reason(string? retryAfter, double pause)
    {
        Enqueue(() => Running(retryAfter), Done);

        Assert.Equal(Result, await WaitAsync());
        Assert.Equal([0, pause], _askedAt);
    }

    [Fact]
    public async Task What_passes_by_itself_is_asked_again()
    {
        Enqueue(
            () => Running("2"),
            () => Refused(HttpStatusCode.ServiceUnavailable, "5"),
            () => Refused(HttpStatusCode.TooManyRequests),
            () => Refused(HttpStatusCode.RequestTimeout),
            () => Refused(HttpStatusCode.InternalServerError),
            () => throw new HttpRequestException("The connection was reset."),
            () => throw new TaskCanceledException("HttpClient.Timeout"),
            () => throw new TokenRequestException("IMS is away.") { IsTransient = true },
            () => throw new CredentialException("The vault is away.") { IsTransient = true },
            () => Forbidden(503020),
            () => Forbidden("503020"),
            () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") },
            Done);

        Assert.Equal(Result, await WaitAsync());
        Assert.Equal([0, 2, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], _askedAt);
    }

    [Fact]
    public async Task A_refusal_ends_the_wait_and_names_the_address_without_its_signature()
    {
        Enqueue(() => Running(), () => Refused(HttpStatusCode.NotFound));

        var failure = await Assert.ThrowsAsync<AdobeApiException>(WaitAsync);

        Assert.Contains(Path, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, _askedAt.Count);
    }

    [Fact]
    public async Task A_403_of_another_kind_ends_the_wait()
    {
        Enqueue(() => Forbidden("403003"), Done);

        Assert.Equal("403003", (await Assert.ThrowsAsync<AdobeApiException>(WaitAsync)).Code);
        Assert.Single(_askedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_will_not_be_had_ends_the_wait(bool isOfCredential)
    {
        Enqueue(() => throw (isOfCredential ? new CredentialException("The key can not sign.") : new TokenRequestException("The client secret is wrong.")), Done);

        await Assert.ThrowsAnyAsync<AdobeServerAuthException>(WaitAsync);
        Assert.Single(_askedAt);
    }

    [Theory]
    [InlineData("""{"status":"failed"}""")]
    [InlineData("""{"status":"done"}""")]
    [InlineData("""{"status":"done","asset":{}}""")]
    public async Task An_operation_that_ended_without_a_file_says_so(string body)
    {
        Enqueue(() => Text(body));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(WaitAsync);
        Assert.StartsWith(Path + ": the operation ended without a file", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"failed"}""")]
    [InlineData("""{"status":"succeeded"}""")]
    [InlineData("""{"status":"succeeded","result":{"outputs":[]}}""")]
    [InlineData("""{"status":"succeeded","result":{"outputs":[{"seed":1},{"image":{}}]}}""")]
    public async Task A_job_that_ended_without_an_image_says_so(string body)
    {
        Enqueue(() => Text(body));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => _clock.RunAsync(() => new FireflyClient(_http, _clock).WaitAsync(Status, TestContext.Current.CancellationToken)));
        Assert.StartsWith(Path + ": the job ended without an image", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_minutes_it_gives_up_and_the_same_address_can_be_waited_for_again()
    {
        var failure = await _clock.ThrowsAtAsync<TimeoutException>(TimeSpan.FromMinutes(5), () => new FireflyClient(_http, _clock).WaitAsync(Status, TestContext.Current.CancellationToken));

        Assert.StartsWith(Path + ": not ended within 5 minutes.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);

        Enqueue(Done);
        Assert.Equal(Result, await WaitAsync());
    }

    [Fact]
    public async Task A_question_that_nobody_answers_is_asked_again_and_does_not_outlast_the_five_minutes()
    {
        _isSilent = true;

        var failure = await Assert.ThrowsAsync<TimeoutException>(WaitAsync);

        Assert.StartsWith(Path, failure.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 10).Select(question => question * 31d), _askedAt);
        Assert.Equal(TimeSpan.FromMinutes(5), _clock.GetUtcNow() - _start);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_token_ends_the_pause_and_the_question_at_once(bool isSilent)
    {
        _isSilent = isSilent;
        var patience = TimeSpan.FromSeconds(3.5);
        using var caller = new CancellationTokenSource(patience, _clock);

        await _clock.ThrowsAtAsync<OperationCanceledException>(patience, () => new PdfServicesClient(_http, _clock).WaitAsync(Status, caller.Token));
    }

    [Fact]
    public void The_address_that_is_printed_has_no_signature_in_it()
    {
        Assert.DoesNotContain("geheim", StartedJob.Told(Status, "PdfServices:Status"), StringComparison.Ordinal);
        Assert.EndsWith(" --PdfServices:Status " + Path, StartedJob.Told(new Uri(Path), "PdfServices:Status"), StringComparison.Ordinal);
    }

    private Task<Uri> WaitAsync() => _clock.RunAsync(() => new PdfServicesClient(_http, _clock).WaitAsync(Status, TestContext.Current.CancellationToken));

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _askedAt.Add((_clock.GetUtcNow() - _start).TotalSeconds);
        if (_isSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return _answers.TryDequeue(out var answer) ? answer() : Running("29");
    }

    private void Enqueue(params Func<HttpResponseMessage>[] answers) => Array.ForEach(answers, _answers.Enqueue);

    private static HttpResponseMessage Running(string? retryAfter = null) => With(Text("""{"status":"in progress"}"""), retryAfter);

    private static HttpResponseMessage Done() => new(HttpStatusCode.OK) { Content = JsonContent.Create(new { status = "done", asset = new { downloadUri = Result } }) };

    private static HttpResponseMessage Refused(HttpStatusCode status, string? retryAfter = null) => With(new HttpResponseMessage(status), retryAfter);

    private static HttpResponseMessage Forbidden(object code) =>
        new(HttpStatusCode.Forbidden) { Content = JsonContent.Create(new Dictionary<string, object> { ["error_code"] = code, ["message"] = "Could not read the profile" }) };

    private static HttpResponseMessage Text(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json) };

    private static HttpResponseMessage With(HttpResponseMessage response, string? retryAfter)
    {
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }
}
