using System.Net;

namespace Adobe.ServerAuth.Handlers;

// Decides whether an answer means "this token is bad", so that a new one may help (docs/ims-protocol.md 12): a 401, unless it names a
// reason that no token cures, and a 403 that says it was about the token.
internal static class RefusedToken
{
    private const string Challenge = "WWW-Authenticate";

    // Whether it takes more than the status to decide. Nearly all answers are none of these.
    public static bool IsPossible(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    public static async ValueTask<bool> IsMeantByAsync(HttpResponseMessage response, BodyPeek peek, CancellationToken cancellationToken)
    {
        if (!IsPossible(response.StatusCode))
        {
            return false;
        }

        var told = InChallenge(response);
        if (told == TokenVerdict.Unknown && response.Content is { } content && MayHoldCode(content))
        {
            try
            {
                var (start, replacement) = await peek.AtAsync(content, cancellationToken).ConfigureAwait(false);
                response.Content = replacement;
                told = ErrorBody.Judge(start.Span);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // A body that can not be looked at tells nothing; who reads it will see what is wrong with it.
            }
        }

        return response.StatusCode == HttpStatusCode.Unauthorized ? told != TokenVerdict.OtherReason : told == TokenVerdict.BadToken;
    }

    private static bool MayHoldCode(HttpContent content) =>
        content.Headers.ContentLength != 0
        && content.Headers.ContentType?.MediaType is var type
        && (type is null || type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase));

    private static TokenVerdict InChallenge(HttpResponseMessage response)
    {
        var verdict = TokenVerdict.Unknown;
        if (response.Headers.TryGetValues(Challenge, out var challenges))
        {
            foreach (var challenge in challenges)
            {
                var told = ErrorCodes.InText(challenge);
                verdict = told > verdict ? told : verdict;
            }
        }

        return verdict;
    }
}
