namespace Adobe.ServerAuth;

/// <summary>What <see cref="ClientSecretRotation"/> has just done.</summary>
public enum ClientSecretRotationStep
{
    /// <summary>It looked at the secrets that there are, and nothing speaks against going on. Nothing was changed.</summary>
    Checked = 0,

    /// <summary>It removed the secret that a run which was interrupted had added, and whose text nobody has.</summary>
    LeftoverRemoved = 1,

    /// <summary>It added a secret.</summary>
    Added = 2,

    /// <summary>The caller's function has stored the secret.</summary>
    Stored = 3,

    /// <summary>It got a token with what the store gives now.</summary>
    Proven = 4,

    /// <summary>It removed the old secret.</summary>
    OldRemoved = 5,
}
