namespace Adobe.ServerAuth.Configuration;

// The rules of single values. Each notes at most one failure, and never the value.
internal sealed class OptionRules(string? sectionPath, IList<OptionFailure> failures)
{
    public const string Missing = "is missing. ";

    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _covered = [];

    public bool Check(bool holds, string key, string text)
    {
        // A key that could not even be read has its line already.
        if (!holds && !HasFailed(key))
        {
            failures.Add(new OptionFailure(sectionPath, key, text));
        }

        return holds;
    }

    // One line for all keys that have the same fault.
    public void Refuse(IReadOnlyList<string> keys, string text)
    {
        Check(false, keys[0], (text + (keys.Count == 1 ? "" : $"The same holds for {string.Join(", ", keys.Skip(1))}.")).TrimEnd());
        keys.Skip(1).ToList().ForEach(Cover);
    }

    // The line of another key explains what is wrong with this one.
    public void Cover(string key) => _covered.Add(key);

    public bool HasFailed(string key) => _covered.Contains(key) || failures.Any(failure => failure.Key == key);

    public bool Present(string? value, string key, string hint) => Present(!string.IsNullOrWhiteSpace(value), key, hint);

    // A key that is missing, and that an unknown key was most likely meant to be, is one mistake.
    public bool Present(bool isPresent, string key, string hint) =>
        isPresent || (!failures.Any(failure => failure.MeantKey == key || failure.MeantKey == OptionFailure.AnyKey) && Check(false, key, Missing + hint));

    public void HeaderText(string? value, string key, string hint)
    {
        if (Present(value, key, hint))
        {
            Check(Abstractions.HeaderText.IsValid(value!), key, "must be visible ASCII characters, without blanks or line breaks before, in or behind it. " + hint);
        }
    }

    public void Secret(string? value, string key, string hint)
    {
        if (Present(value, key, hint))
        {
            Check(SecretText.IsValid(value!), key, "must not have blanks or line breaks before or behind it, nor control characters or invisible characters in it. " + hint);
        }
    }

    public void Address(Uri? value, string key, bool originOnly, string hint)
    {
        if (value is null)
        {
            return;
        }

        if (!Check(value.IsAbsoluteUri && IsHttp(value), key, "must begin with https:// (or http:// on a loopback host): a host alone is not enough. " + hint))
        {
            return;
        }

        Check(value.Scheme == Uri.UriSchemeHttps || value.IsLoopback, key, "must use https: a secret is sent to it. Only a loopback host may use http. " + hint);
        Check(value.UserInfo.Length == 0 && value.Query.Length == 0 && value.Fragment.Length == 0, key, "must not contain user name, query or fragment. " + hint);
        Check(!originOnly || value.AbsolutePath is "/" or "/ims" or "/ims/", key, "must be a scheme and a host without a path; the path of the token request is added to it. " + hint);
    }

    public void UpToFiveMinutes(TimeSpan value, string key) =>
        Check(value > TimeSpan.Zero && value <= FiveMinutes, key, "must be more than zero and at most 5 minutes (00:05:00). " + ConsoleHint.NotInConsole);

    public void UpToOneMinute(TimeSpan value, string key) =>
        Check(value > TimeSpan.Zero && value <= TimeSpan.FromMinutes(1), key, "must be more than zero and at most 1 minute (00:01:00). " + ConsoleHint.NotInConsole);

    public void UpToOneDay(TimeSpan value, string key) =>
        Check(value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1), key, "must be zero or more, and at most 1 day (1.00:00:00). " + ConsoleHint.NotInConsole);

    public void Between(int value, int least, int most, string key) =>
        Check(value >= least && value <= most, key, FormattableString.Invariant($"must be {least} to {most}. ") + ConsoleHint.NotInConsole);

    private static bool IsHttp(Uri value) => value.Scheme == Uri.UriSchemeHttps || value.Scheme == Uri.UriSchemeHttp;
}
