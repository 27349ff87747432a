using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A provider of token-1, and of token-2 from the first renewal on.</summary>
internal sealed class SteppedProvider(Func<AccessToken, Task<AccessToken>> step) : ITokenProvider
{
    private int _number = 1;

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) =>
        new(step(Make.Token($"token-{_number}", DateTimeOffset.MaxValue)));

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        _number = 2;
        return GetTokenAsync(cancellationToken);
    }
}
