namespace Adobe.ServerAuth.Testing;

/// <summary>
/// An <see cref="ITokenProvider"/> that plays a script, one step a call (of either method), and keeps count. It opens no socket.
/// </summary>
public sealed class ScriptedTokenProvider : ITokenProvider
{
    private readonly object _gate = new();
    private readonly Queue<Func<CancellationToken, ValueTask<AccessToken>>> _steps = new();
    private readonly List<AccessToken> _rejected = [];
    private int _getCount;
    private int _stepCount;

    /// <summary>How often <see cref="GetTokenAsync"/> was called.</summary>
    public int GetCount
    {
        get
        {
            lock (_gate)
            {
                return _getCount;
            }
        }
    }

    /// <summary>The tokens that <see cref="RenewTokenAsync"/> was called with, in order.</summary>
    public IReadOnlyList<AccessToken> Rejected
    {
        get
        {
            lock (_gate)
            {
                return [.. _rejected];
            }
        }
    }

    /// <summary>Adds a step that returns a token which does not expire and names no client or organization.</summary>
    /// <param name="value">The token's text.</param>
    /// <returns>The same provider.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> can not be a bearer token.</exception>
    public ScriptedTokenProvider Returns(string value) => Returns(new AccessToken(value, DateTimeOffset.MaxValue));

    /// <summary>Adds a step that returns a token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The same provider.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public ScriptedTokenProvider Returns(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Answers(_ => new ValueTask<AccessToken>(token));
    }

    /// <summary>Adds a step that fails.</summary>
    /// <param name="exception">What the call ends with, such as a <see cref="TokenRequestException"/>.</param>
    /// <returns>The same provider.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public ScriptedTokenProvider Throws(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Answers(_ => ValueTask.FromException<AccessToken>(exception));
    }

    /// <summary>Adds a step that runs code, to wait or to look at the world first.</summary>
    /// <param name="answer">Makes the token.</param>
    /// <returns>The same provider.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="answer"/> is null.</exception>
    public ScriptedTokenProvider Answers(Func<CancellationToken, ValueTask<AccessToken>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (_gate)
        {
            _steps.Enqueue(answer);
        }

        return this;
    }

    /// <summary>Plays the next step.</summary>
    /// <param name="cancellationToken">Given to steps that run code.</param>
    /// <returns>The step's token.</returns>
    /// <exception cref="InvalidOperationException">The script is at its end.</exception>
    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _getCount++;
        }

        return Play(cancellationToken);
    }

    /// <summary>Notes the rejected token and plays the next step.</summary>
    /// <param name="rejected">The token that was refused.</param>
    /// <param name="cancellationToken">Given to steps that run code.</param>
    /// <returns>The step's token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rejected"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The script is at its end.</exception>
    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        lock (_gate)
        {
            _rejected.Add(rejected);
        }

        return Play(cancellationToken);
    }

    private ValueTask<AccessToken> Play(CancellationToken cancellationToken)
    {
        Func<CancellationToken, ValueTask<AccessToken>> step;
        lock (_gate)
        {
            if (!_steps.TryDequeue(out step!))
            {
                throw new InvalidOperationException($"The script has no step for this call: it ended after {_stepCount}.");
            }

            _stepCount++;
        }

        return step(cancellationToken);
    }
}
