namespace Adobe.ServerAuth.Caching;

// Where tokens come from and how they are kept: one generation of the options. A refresh uses one of these from start to end.
internal sealed class TokenSource(ITokenProvider inner, TokenCacheOptions options, object identity, IDisposable? owned = null, Func<Task<bool>>? replacement = null)
{
    public ITokenProvider Inner { get; } = inner;

    public TokenCacheOptions Options { get; } = options;

    // Equal for two generations whose tokens are interchangeable.
    public object Identity { get; } = identity;

    // Whether another source has just taken the place of this one, as what it was made of has changed; looked at elsewhere than on the caller's
    // thread. Null for one that nothing changes.
    public Func<Task<bool>>? Replacement { get; } = replacement;

    // Called when no refresh uses it any more, and none will: frees what belongs to this generation alone.
    public void Release() => owned?.Dispose();
}
