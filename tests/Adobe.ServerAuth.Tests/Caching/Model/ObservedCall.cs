namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>One call of the cache, and how it ended.</summary>
internal sealed class ObservedCall : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public ObservedCall(int number, ITokenProvider cache, AccessToken? rejected, bool isCancelled = false)
    {
        (Number, Rejected) = (number, rejected);
        if (isCancelled)
        {
            _cancellation.Cancel();
        }

        var answer = rejected is null ? cache.GetTokenAsync(_cancellation.Token) : cache.RenewTokenAsync(rejected, _cancellation.Token);
        EndedAtOnce = answer.IsCompleted;
        Answer = answer.AsTask();
    }

    public int Number { get; }

    public AccessToken? Rejected { get; }

    public bool EndedAtOnce { get; }

    public Task<AccessToken> Answer { get; }

    public AccessToken? Token => Answer.IsCompletedSuccessfully ? Answer.Result : null;

    public Exception? Exception => Answer switch
    {
        { IsFaulted: true } => Answer.Exception!.InnerException,
        { IsCanceled: true } => new TaskCanceledException(Answer),
        _ => null,
    };

    public CancellationToken Cancellation => _cancellation.Token;

    public void Cancel() => _cancellation.Cancel();

    public override string ToString() => $"call {Number} ({(Rejected is null ? "Get" : $"Renew {Rejected.Value}")})";

    public void Dispose() => _cancellation.Dispose();
}
