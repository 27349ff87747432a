namespace Adobe.ServerAuth.Tests.Operations;

/// <summary>A process that dies at one of the things it does to the world, before it or right after it.</summary>
internal sealed class MortalProcess(int deed, bool diesAfterIt)
{
    private int _done;

    public static MortalProcess Immortal => new(int.MaxValue, false);

    public bool IsDead { get; private set; }

    public MortalProcess Again() => new(deed, diesAfterIt);

    public T Do<T>(Func<T> effect)
    {
        if (IsDead || (++_done == deed && !diesAfterIt))
        {
            IsDead = true;
            throw new ProcessDiedException();
        }

        var result = effect();
        if (_done == deed)
        {
            IsDead = true;
            throw new ProcessDiedException();
        }

        return result;
    }
}
