namespace Adobe.ServerAuth.Handlers;

// The words of Adobe's APIs that decide about a new token (docs/ims-protocol.md 12.1, 12.2). All others leave it to the status.
internal static class ErrorCodes
{
    private const int OauthTokenMissingOrInvalid = 403020;
    private const int TokenNotAllowedInContext = 401014;
    private const int ScopeMismatch = 401015;

    // RFC 6750; Tags; Commerce. A new token has the scopes of the old one.
    private static readonly string[] OtherReasons = ["insufficient_scope", "no-available-orgs", "consumer isn't authorized"];

    public static TokenVerdict Of(int code) => code switch
    {
        OauthTokenMissingOrInvalid => TokenVerdict.BadToken,
        TokenNotAllowedInContext or ScopeMismatch => TokenVerdict.OtherReason,
        _ => TokenVerdict.Unknown,
    };

    // A code or a word, perhaps among others.
    public static TokenVerdict InText(string text)
    {
        foreach (var reason in OtherReasons)
        {
            if (text.Contains(reason, StringComparison.OrdinalIgnoreCase))
            {
                return TokenVerdict.OtherReason;
            }
        }

        // Numbers of six digits that stand by themselves: identifiers hold any digits.
        var verdict = TokenVerdict.Unknown;
        var (number, length) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                length++;
                number = length <= 6 && text[i] is >= '0' and <= '9' ? (number * 10) + (text[i] - '0') : 0;
            }
            else
            {
                verdict = length == 6 && Of(number) is var told && told > verdict ? told : verdict;
                (number, length) = (0, 0);
            }
        }

        return verdict;
    }
}
