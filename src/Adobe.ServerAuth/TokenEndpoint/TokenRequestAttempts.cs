using Adobe.ServerAuth.Abstractions;
using Microsoft.Extensions.Logging;
using Polly;

namespace Adobe.ServerAuth.TokenEndpoint;

// One token request with all its attempts: what the retry policy and the final message need to know of the attempts before.
internal sealed class TokenRequestAttempts(TokenRequest request, TimeProvider clock, ILogger logger)
{
    public static readonly ResiliencePropertyKey<TokenRequestAttempts> Key = new("Adobe.ServerAuth.TokenRequestAttempts");

    private readonly long _startedAt = clock.GetTimestamp();

    public TokenRequest Request { get; } = request;

    public ILogger Logger { get; } = logger;

    public TokenRequestFailure? LastFailure { get; private set; }

    public int Count { get; private set; }

    public bool ArePausing { get; set; }

    // What is to be sent is not there yet: the application's code, which may ask a vault, is at work.
    public bool IsPreparing { get; private set; }

    public int DoubtfulAnswers { get; private set; }

    // The total timeout has passed, not only that of one attempt.
    public bool AreOutOfTime { get; set; }

    public void Begin()
    {
        Count++;
        IsPreparing = Request.IsSignedByCode;
        ArePausing = false;
    }

    // One that was given up may get there later than the next one begins.
    public void Prepared(int attempt) => IsPreparing &= attempt != Count;

    public void Note(AttemptOutcome outcome)
    {
        LastFailure = outcome.Failure;
        DoubtfulAnswers += outcome.Retry == RetryAdvice.Once ? 1 : 0;
    }

    public TimeSpan Elapsed => clock.GetElapsedTime(_startedAt);
}
