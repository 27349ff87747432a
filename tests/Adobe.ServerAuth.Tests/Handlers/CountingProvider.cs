namespace Adobe.ServerAuth.Tests.Handlers;

internal sealed class CountingProvider(Func<string> next) : ITokenProvider
{
    public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return HandlerFixture.Token(next());
    }

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(cancellationToken);
}
