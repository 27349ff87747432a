namespace Adobe.ServerAuth.Caching;

// Those who wait for one refresh, in groups: who stops waiting is searched for among all who wait for the same task, and a hundred
// thousand of them would take seconds.
internal sealed class WaitingCallers
{
    private const int GroupSize = 256;

    private readonly List<TaskCompletionSource<RefreshOutcome>> _groups = [];
    private int _count;

    public Task<RefreshOutcome> Add()
    {
        if (_count++ % GroupSize == 0)
        {
            _groups.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return _groups[_groups.Count - 1].Task;
    }

    public void Release(RefreshOutcome outcome)
    {
        foreach (var group in _groups)
        {
            group.SetResult(outcome);
        }
    }
}
