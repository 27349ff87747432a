using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Operations.Secrets;

// The words for what keeps a rotation from going on.
internal static class RotationFailures
{
    private const string NothingChanged = "Nothing was changed. ";
    private const string RunAgain = "Run the rotation again: it continues.";

    public static ClientSecretException OtherClient(string listed, string options) => new(
        $"{NothingChanged}The secrets are those of client {SafeText.Clean(listed)}, and the options have client {options}: the number of the credential is that of another one.");

    public static ClientSecretException TwoSecrets(IReadOnlyList<ClientSecretInfo> secrets) => new(
        $"{NothingChanged}The credential has {secrets.Count} secrets, and two is the most: {Told(secrets)}. Find out which one the application uses, and remove the other with RemoveOldAsync, or in the Adobe Developer Console.");

    public static ClientSecretException NotRemovedYet(IReadOnlyList<ClientSecretInfo> secrets, string newId) => new(
        $"{NothingChanged}The last rotation is complete, and its old secret is still there: {Told(secrets.Where(secret => secret.Id != newId))}. Remove it with RemoveOldAsync before the next rotation.");

    public static ClientSecretException NotOurs(IReadOnlyList<ClientSecretInfo> added) => new(
        $"{NothingChanged}Since the run that was interrupted, a secret was added that may be somebody else's, as it was used or was made at another time: {Told(added)}. Remove it, or have the store hold it, and discard the note of the rotation.");

    public static ClientSecretException StoreIsEmpty() => new(
        $"{NothingChanged}The store held a secret when the rotation began, and holds none now, so it is not known what the application gets. Put one there that works, and run the rotation again.");

    public static ClientSecretException StoredDoesNotWork(Exception cause) => new(
        $"{NothingChanged}The secret that the store holds now gets no token, so the application is in trouble already, or these are the options of another credential: {cause.Message}", cause)
    {
        IsTransient = cause is TokenRequestException { IsTransient: true },
    };

    public static ClientSecretException NotStored(NewClientSecret secret, ClientSecretException cause)
    {
        var inner = cause.InnerException;
        var isTelling = inner is not null && new SecretFilter(secret.Value).AreIn(inner.ToString());
        var message = isTelling ? $"the function that stores the new secret failed with {inner!.GetType().Name}, whose text repeats the secret and is withheld." : cause.Message;
        return new ClientSecretException(
            $"A secret ({SafeText.Clean(secret.Id)}) was added and is not stored: {message} Its text is in the property {nameof(ClientSecretException.NewSecret)} of this exception: keep it, or run the rotation again, which replaces it. The old secret works as before.",
            isTelling ? null : inner)
        {
            NewSecret = secret,
            IsTransient = true,
        };
    }

    public static ClientSecretException StoredOtherwise(NewClientSecret secret) => new(
        $"A secret ({SafeText.Clean(secret.Id)}) was added and stored, but the store gives back something else: it is changed on the way, or the function that reads looks elsewhere. Its text is in the property {nameof(ClientSecretException.NewSecret)} of this exception. The old secret works as before.")
    {
        NewSecret = secret,
    };

    public static ClientSecretException NewDoesNotWork(string id, Exception cause) => new(
        $"The new secret ({SafeText.Clean(id)}) is stored, but gets no token: {cause.Message} The old secret works as before. {RunAgain}", cause)
    {
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
        FormattableString.Invariant($"The function that {what} did not return within {limit.TotalSeconds:0.###} s ({nameof(ClientSecretRotationPlan.FunctionTimeout)})."))
    {
        IsTransient = true,
    };

    public static ClientSecretException FunctionFailed(string what, Exception cause) => new($"The function that {what} failed with {cause.GetType().Name}; the inner exception tells more.", cause)
    {
        IsTransient = true,
    };

    public static ClientSecretException NotComplete() => new($"{NothingChanged}A rotation is not complete. Run it again first.");

    public static ClientSecretException NotRemoved(ClientSecretInfo secret, string why) => new($"The secret was not removed ({SafeText.Clean(secret.ToString())}): {why}");

    private static string Told(IEnumerable<ClientSecretInfo> secrets) => string.Join("; ", secrets.Select(secret => SafeText.Clean(secret.ToString())));
}
