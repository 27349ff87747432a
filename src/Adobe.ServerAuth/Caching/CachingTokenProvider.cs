using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>
/// Keeps the token of another provider: it is fetched once for all callers, renewed in the background before it ends, and a failure is
/// remembered for a while instead of being asked for again.
/// </summary>
/// <remarks>
/// A fetch that failed ends in a <see cref="TokenRequestException"/> for every caller, each with an instance of its own, or in a
/// <see cref="CredentialException"/> likewise; what another provider threw stands in the inner exception of the former. A fetch belongs to no caller: it goes on when the one that caused it stops waiting.
/// </remarks>
public sealed class CachingTokenProvider : ITokenProvider, IDisposable
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly TokenSlot _slot;
    private readonly IDisposable? _owned;

    /// <summary>Makes a cache with default options, the system's clock and without logs.</summary>
    /// <param name="inner">The provider whose token is kept; it stays the caller's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public CachingTokenProvider(ITokenProvider inner)
        : this(inner, new TokenCacheOptions())
    {
    }

    /// <summary>Makes a cache with the system's clock and without logs.</summary>
    /// <param name="inner">The provider whose token is kept; it stays the caller's.</param>
    /// <param name="options">How long tokens are kept; read once.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public CachingTokenProvider(ITokenProvider inner, TokenCacheOptions options)
        : this(inner, options, TimeProvider.System, NullLogger.Instance)
    {
    }

    /// <summary>Makes a cache.</summary>
    /// <param name="inner">The provider whose token is kept; it stays the caller's.</param>
    /// <param name="options">How long tokens are kept; read once.</param>
    /// <param name="timeProvider">
    /// The clock. Its timestamps rule how long a token is kept in this process; its wall clock is compared with
    /// <see cref="AccessToken.ExpiresAt"/> once, when a token arrives.
    /// </param>
    /// <param name="logger">Where failures are logged, never with a secret or a token.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public CachingTokenProvider(ITokenProvider inner, TokenCacheOptions options, TimeProvider timeProvider, ILogger logger)
        : this(Source(inner, options), Environment(timeProvider, logger), null)
    {
    }

    internal CachingTokenProvider(TokenSource source, CacheEnvironment environment, IDisposable? owned)
    {
        _slot = new TokenSlot(source, environment);
        _owned = owned;
    }

    // The token, when there is nothing to do about it.
    internal AccessToken? Fresh => _slot.Fresh;

    internal bool IsDisposed => _slot.IsDisposed;

    internal bool IsRefreshing => _slot.View.IsFetching;

    /// <summary>Returns the cached token, or waits for the one fetch that brings it.</summary>
    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) =>
        _slot.Fresh is { } token ? new ValueTask<AccessToken>(token) : GetSlowlyAsync(null, cancellationToken);

    /// <summary>
    /// Renews the token if it still is the rejected one; returns the current one if it is not. The token that a renewal brought is not
    /// renewed again for <see cref="TokenCacheOptions.RejectionCooldown"/>.
    /// </summary>
    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        return GetSlowlyAsync(rejected, cancellationToken);
    }

    /// <summary>Tells how it stands with the token. It only looks: nothing is requested, and no caller waits for it.</summary>
    /// <returns>What is known at this moment. After disposal, <see cref="CredentialState.Idle"/>.</returns>
    public CredentialStatus GetStatus() => GetStatus((_slot.Source.Inner as IChangeFollower)?.InvalidChangeAge);

    internal CredentialStatus GetStatus(TimeSpan? invalidChangeAge) => _slot.View.ToStatus(invalidChangeAge);

    /// <summary>Ends a running fetch and all waits for it. The provider that was decorated is not disposed.</summary>
    public void Dispose()
    {
        try
        {
            _slot.Dispose();
        }
        finally
        {
            _owned?.Dispose();
        }
    }

    // The failures of a source that stands for the same stay remembered.
    internal void Replace(TokenSource source, bool keepsFailures = false) => _slot.Replace(source, keepsFailures);

    private async ValueTask<AccessToken> GetSlowlyAsync(AccessToken? rejected, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var source = _slot.Source;
            var answer = rejected is null ? _slot.Get() : _slot.Renew(rejected);
            if (answer.Outcome is not { } refresh)
            {
                // What failed may have failed with what has changed since.
                if (answer.Failure is not null && source.Replacement is not null && await IsReplacedAsync(source, cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                return answer.Token ?? throw answer.Failure!.ToException();
            }

            var outcome = await refresh.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            if (outcome.Token is { } brought && (outcome.IsRenewal || brought.Value != rejected?.Value))
            {
                return brought;
            }

            if (outcome.Failure is { } failure)
            {
                throw failure.ToException(null, outcome.NextAttemptIn);
            }
        }
    }

    private async Task<bool> IsReplacedAsync(TokenSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.Replacement!().WaitAsync(LongestLook, TimeProvider.System, cancellationToken).ConfigureAwait(false) || _slot.Source != source;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static TokenSource Source(ITokenProvider inner, TokenCacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(options);
        TokenCacheOptionsRules.ThrowIfInvalid(options);
        return new TokenSource(inner, options.Snapshot(), typeof(CachingTokenProvider));
    }

    private static CacheEnvironment Environment(TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(logger);
        return new CacheEnvironment(timeProvider, logger, TokenMetrics.OfProcess);
    }
}
