namespace Adobe.ServerAuth;

/// <summary>The caller's side of a rotation: where the secret is stored, and where a note is kept that lets a second run continue.</summary>
/// <remarks>Each function is waited for no longer than <see cref="FunctionTimeout"/>.</remarks>
public sealed class ClientSecretRotationPlan
{
    /// <summary>Makes a plan.</summary>
    /// <param name="store">
    /// Stores <see cref="NewClientSecret.GetValue"/> where the application gets its client secret from: a vault, a file. When it returns, the secret must be safe.
    /// The token it gets is cancelled at the end of <see cref="FunctionTimeout"/> alone.
    /// </param>
    /// <param name="read">Returns the client secret that the application would get now, or null when there is none.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ClientSecretRotationPlan(Func<NewClientSecret, CancellationToken, ValueTask> store, Func<CancellationToken, ValueTask<string?>> read)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(read);
        (Store, Read) = (store, read);
    }

    /// <summary>
    /// Keeps a note on how far the rotation is, over the one before. The note holds no secret. Default: null, and then a run which was interrupted
    /// between adding and storing leaves a secret that the next run names and does not touch.
    /// </summary>
    public Func<string, CancellationToken, ValueTask>? SaveNote { get; set; }

    /// <summary>Returns what <see cref="SaveNote"/> kept last, or null. It must be set together with that. Default: null.</summary>
    public Func<CancellationToken, ValueTask<string?>>? LoadNote { get; set; }

    /// <summary>Is told of each step when it is done. What it throws is ignored. Default: null.</summary>
    public IProgress<ClientSecretRotationStep>? Progress { get; set; }

    /// <summary>How long each of the functions may take. Default: 30 seconds; more than zero, and at most 1 hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of its range.</exception>
    public TimeSpan FunctionTimeout { get; set => field = Within(value, TimeSpan.FromHours(1), nameof(FunctionTimeout)); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long IMS may refuse the new secret before the rotation fails: it may not know it at once. Default: 1 minute; more than zero, and at most 10 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of its range.</exception>
    public TimeSpan ProofTimeout { get; set => field = Within(value, TimeSpan.FromMinutes(10), nameof(ProofTimeout)); } = TimeSpan.FromMinutes(1);

    internal Func<NewClientSecret, CancellationToken, ValueTask> Store { get; }

    internal Func<CancellationToken, ValueTask<string?>> Read { get; }

    private static TimeSpan Within(TimeSpan value, TimeSpan most, string name) => value > TimeSpan.Zero && value <= most ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"It must be more than zero and at most {most.TotalMinutes:0} minutes."));
}
