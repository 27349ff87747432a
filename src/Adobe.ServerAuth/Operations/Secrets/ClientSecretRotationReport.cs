namespace Adobe.ServerAuth;

/// <summary>How a rotation ended that went well: the application gets a new secret from now on, and the old one still works.</summary>
public sealed class ClientSecretRotationReport
{
    internal ClientSecretRotationReport(ClientSecretInfo newSecret, IReadOnlyList<ClientSecretInfo> oldSecrets, bool wasContinued) =>
        (NewSecret, OldSecrets, WasContinued) = (newSecret, oldSecrets, wasContinued);

    /// <summary>The secret that is stored now, and that a token was had with.</summary>
    public ClientSecretInfo NewSecret { get; }

    /// <summary>
    /// What is to be removed with <see cref="ClientSecretRotation.RemoveOldAsync(ClientSecretRotationPlan, TimeSpan, CancellationToken)"/> once nobody uses it any more: one secret, as a rule.
    /// </summary>
    public IReadOnlyList<ClientSecretInfo> OldSecrets { get; }

    /// <summary>Whether an earlier run had been interrupted, and this one continued it.</summary>
    public bool WasContinued { get; }

    /// <summary>Describes the outcome by identifiers.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => $"New: {NewSecret}. Old: {(OldSecrets.Count == 0 ? "none" : string.Join("; ", OldSecrets))}.";
}
