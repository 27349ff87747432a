namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>An asynchronous sequence of numbers, each of which comes once.</summary>
internal sealed class AsyncNumbers : IAsyncEnumerable<int>
{
    private readonly Queue<int> _numbers = new([1, 2]);

    public async IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (_numbers.TryDequeue(out var number))
        {
            await Task.CompletedTask;
            yield return number;
        }
    }
}
