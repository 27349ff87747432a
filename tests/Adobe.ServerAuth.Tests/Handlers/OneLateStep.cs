namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Steps of one call that end at once, but for one of them: it ends when the test lets it.</summary>
internal sealed class OneLateStep(int late)
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public int Count => _count;

    public Task<T> Of<T>(T value) => _count++ == late ? AfterGateAsync(value) : Task.FromResult(value);

    public void LetGo() => _gate.SetResult();

    private async Task<T> AfterGateAsync<T>(T value)
    {
        await _gate.Task.ConfigureAwait(false);
        return value;
    }
}
