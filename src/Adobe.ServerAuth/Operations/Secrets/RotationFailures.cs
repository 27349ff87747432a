using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Operations.Secrets;

// The words for what keeps a rotation from going on.
internal static class RotationFailures
{
    private const string NothingChanged = "Nothing was changed. ";
    private const string RunAgain = "Run the rotation again: it continues.";
    private const string KeepIt = $"Its text is in the property {nameof(ClientSecretException.NewSecret)} of this exception.";
    public const string DiscardNote = "If secrets were changed by hand since, discard the note.";

    public static ClientSecretException OtherClient(string listed, string options) => new(
        $"{NothingChanged}The secrets are those of client {SafeText.Clean(listed)}, and the options have client {options}: the number of the credential is that of another one.");

    public static ClientSecretException TwoSecrets(IReadOnlyList<ClientSecretInfo> secrets) => new(
        $"{NothingChanged}The credential has {secrets.Count} secrets, and two is the most: {Told(secrets)}. Find out which one the application uses, and remove the other with RemoveOldAsync, or in the Adobe Developer Console.");

    public static ClientSecretException NotRemovedYet(IReadOnlyList<ClientSecretInfo> secrets, string newId) => new(
        $"{NothingChanged}The last rotation is complete, and its old secret is still there: {Told(secrets.Where(secret => secret.Id != newId))}. Remove it with RemoveOldAsync before the next rotation.");

    public static ClientSecretException NothingListed() => new(
        $"{NothingChanged}What the store holds gets a token or is to, but no secret is listed: the number of the credential is that of another one.");

    public static ClientSecretException OtherRun() => new(
        "Another rotation of this credential is under way, or has taken over since this one was silent for so long. Run one at a time.")
    {
        IsTransient = true,
    };

    public static ClientSecretException NotOurs(IReadOnlyList<ClientSecretInfo> added) => new(
        $"{NothingChanged}Since the run that was interrupted, there is a secret that may be somebody else's, as it was used, was made at another time, or is the only one: {Told(added)}. Remove it, or have the store hold it, and discard the note of the rotation.");

    public static ClientSecretException StoreChanged(string? newId) => new(
        $"{NothingChanged}The store holds neither what it held when the interrupted rotation began, nor {(newId is null ? "is it known what was added" : "the secret that was added (" + SafeText.Clean(newId) + ")")}, so it is not known what the application gets. Put a secret there that works, and discard the note of the rotation.");

    public static ClientSecretException StoredDoesNotWork(Exception cause) => new(
        $"{NothingChanged}The secret that the store holds now gets no token, so the application is in trouble already, or these are the options of another credential: {cause.Message}", cause)
    {
        IsTransient = cause is TokenRequestException { IsTransient: true },
    };

    public static ClientSecretException NotStored(NewClientSecret secret, ClientSecretException cause) => new(
        $"A secret ({SafeText.Clean(secret.Id)}) was added and may not be stored: {cause.Message} {KeepIt} {RunAgain} It replaces this secret if it is not stored. The old one works as before.", cause.InnerException)
    {
        NewSecret = secret,
        IsTransient = true,
    };

    public static ClientSecretException StoredOtherwise(NewClientSecret secret, ClientSecretException? failure) => new(
        $"A secret ({SafeText.Clean(secret.Id)}) was added and stored, but {(failure is null ? "the store gives back something else: it is changed on the way, is shown late, or the function that reads looks elsewhere." : "can not be read back: " + failure.Message)} {KeepIt} See what the store holds: if it is neither the old nor the new secret, put one of them there.",
        failure?.InnerException)
    {
        NewSecret = secret,
    };

    public static ClientSecretException NewDoesNotWork(string id, NewClientSecret? secret, Exception cause) => new(
        secret is null
            ? $"The new secret ({SafeText.Clean(id)}) is stored, but gets no token: {cause.Message} {RunAgain}"
            : $"A secret ({SafeText.Clean(id)}) was added, but gets no token, so it was not stored: {cause.Message} {KeepIt} The store was not changed. {RunAgain}",
        cause)
    {
        NewSecret = secret,
        IsTransient = true,
    };

    public static ClientSecretException NoteNotKept(ClientSecretException cause) => new(
        $"The new secret is stored, and a token was had with it, but the note of the rotation could not be kept: {cause.Message} {RunAgain}", cause.InnerException)
    {
        IsTransient = true,
    };

    public static ClientSecretException UnreadableNote() => new(
        $"{NothingChanged}The note of the rotation can not be read: it is damaged, or a newer version wrote it. Without it a rotation begins anew, and refuses if there are two secrets: discard it if no rotation was under way.");

    public static ClientSecretException NoteOfAnother(string credentialId) => new(
        $"{NothingChanged}The note of the rotation is about another credential ({SafeText.Clean(credentialId)}): each credential needs a note of its own.");

    public static ClientSecretException FunctionTooSlow(string what, TimeSpan limit) => new(
        FormattableString.Invariant($"The function that {what} did not return within {limit.TotalSeconds:0.###} s ({nameof(ClientSecretRotationPlan.FunctionTimeout)})."), new TimeoutException())
    {
        IsTransient = true,
    };

    public static ClientSecretException FunctionFailed(string what, Exception cause, bool isTelling) => new(
        $"The function that {what} failed with {cause.GetType().Name}{(isTelling ? ", whose text repeats a secret or can not be read, and is withheld." : "; the inner exception tells more.")}", isTelling ? null : cause)
    {
        IsTransient = true,
    };

    public static ClientSecretException NotComplete() => new($"{NothingChanged}A rotation is not complete. Run it again first.");

    public static ClientSecretException NotRemoved(ClientSecretInfo secret, string why) => new($"The secret was not removed ({SafeText.Clean(secret.ToString())}): {why}");

    private static string Told(IEnumerable<ClientSecretInfo> secrets) => string.Join("; ", secrets.Select(secret => SafeText.Clean(secret.ToString())));
}
