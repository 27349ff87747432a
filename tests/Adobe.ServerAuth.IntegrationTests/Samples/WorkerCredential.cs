using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>A credential whose token is there, or is fetched until the test lets it fail; who waits for it may go before.</summary>
internal sealed class WorkerCredential(SemaphoreSlim silence) : ITokenProvider, ICredentialStatusSource
{
    private readonly StaticTokenProvider _tokens = new();
    private TaskCompletionSource<AccessToken>? _fetch;

    /// <summary>There is no token yet.</summary>
    public bool IsSilent { get; set; }

    /// <summary>There is one, and no other in the place of one that was refused.</summary>
    public bool IsSilentAfterRefusal { get; set; }

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => IsSilent ? FetchAsync(cancellationToken) : _tokens.GetTokenAsync(cancellationToken);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) =>
        IsSilentAfterRefusal ? FetchAsync(cancellationToken) : _tokens.RenewTokenAsync(rejected, cancellationToken);

    public CredentialStatus GetStatus(string name) => new() { IsFetching = Volatile.Read(ref _fetch) is not null };

    /// <summary>As the library does when TotalTimeout is over.</summary>
    public void Fail() => Interlocked.Exchange(ref _fetch, null)!.SetException(new TokenRequestException("IMS is silent.") { IsTransient = true });

    private async ValueTask<AccessToken> FetchAsync(CancellationToken cancellationToken)
    {
        var fetch = Volatile.Read(ref _fetch) ?? new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _fetch, fetch);
        silence.Release();
        return await fetch.Task.WaitAsync(cancellationToken);
    }
}
