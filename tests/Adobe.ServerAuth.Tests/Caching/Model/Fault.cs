namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>How a fetch fails.</summary>
internal sealed record Fault(string Name, bool IsTransient, TimeSpan? RetryAfter, Func<string, Exception?> Make)
{
    public static Fault Request(string name, bool isTransient, TimeSpan? retryAfter = null) => new(
        name,
        isTransient,
        retryAfter,
        mark => new TokenRequestException(mark) { IsTransient = isTransient, RetryAfter = retryAfter });

    public override string ToString() => Name;
}
