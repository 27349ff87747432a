namespace Adobe.ServerAuth.DependencyInjection;

// Why the configuration is invalid now, and since when it has been.
internal sealed class InvalidChange(string failure, long since)
{
    public string Failure { get; } = failure;

    public long Since { get; } = since;
}
