namespace Adobe.ServerAuth;

/// <summary>What <see cref="ClientSecretRotation"/> has just done, or begins to wait for.</summary>
public enum ClientSecretRotationStep
{
    /// <summary>It looked at the secrets that there are, and nothing speaks against going on. Nothing was changed.</summary>
    Checked = 0,

    /// <summary>It removed the secret that a run which was interrupted had added, and whose text nobody has.</summary>
    LeftoverRemoved = 1,

    /// <summary>It added a secret. This is told when it is stored, so that who is told can not keep it from that.</summary>
    Added = 2,

    /// <summary>The caller's function has stored the secret.</summary>
    Stored = 3,

    /// <summary>The store gave it back, and it got a token.</summary>
    Proven = 4,

    /// <summary>It removed the old secret.</summary>
    OldRemoved = 5,

    /// <summary>It found the note of a run that has not ended, and waits until that would have said more if it were not killed: some minutes.</summary>
    Waiting = 6,
}
