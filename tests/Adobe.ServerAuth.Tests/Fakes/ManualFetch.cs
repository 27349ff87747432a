namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>One fetch in the hands of a test.</summary>
internal sealed class ManualFetch(AccessToken? rejected, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<AccessToken> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AccessToken? Rejected { get; } = rejected;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public Task<AccessToken> Result => _result.Task;

    public void Succeed(AccessToken token) => _result.SetResult(token);

    public void Fail(Exception exception) => _result.SetException(exception);
}
