using System.Text.Json;

namespace Adobe.ServerAuth.Handlers;

// Looks for error codes in the beginning of a body: JSON of any shape, since every product has its own, and perhaps cut off.
internal static class ErrorBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static TokenVerdict Judge(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(ByteOrderMark))
        {
            start = start.Slice(ByteOrderMark.Length);
        }

        var reader = new Utf8JsonReader(start, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }));
        var verdict = TokenVerdict.Unknown;
        try
        {
            while (verdict != TokenVerdict.OtherReason && reader.Read())
            {
                var told = reader.TokenType switch
                {
                    JsonTokenType.String => ErrorCodes.InText(reader.GetString()!),
                    JsonTokenType.Number when reader.TryGetInt32(out var code) => ErrorCodes.Of(code),
                    _ => TokenVerdict.Unknown,
                };
                verdict = told > verdict ? told : verdict;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or text in it that is none: what was found up to there counts.
        }

        return verdict;
    }
}
