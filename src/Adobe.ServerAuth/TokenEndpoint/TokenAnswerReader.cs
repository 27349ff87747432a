using System.Text.Json;
using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.TokenEndpoint;

// Turns an HTTP answer into a token or a failure. Whatever the bytes are, it throws nothing.
internal static class TokenAnswerReader
{
    public static AttemptOutcome Read(TokenAnswer answer, TokenAttempt attempt)
    {
        if ((int)answer.Status == 200 && (answer.IsTooLong || answer.IsEncoded))
        {
            return TokenFailures.Answered(answer, attempt, answer.IsTooLong ? AnswerFailures.TooLong : AnswerFailures.Encoded, null, null);
        }

        using var json = Parse(answer.Body);
        var root = json?.RootElement is { ValueKind: JsonValueKind.Object } found ? found : (JsonElement?)null;
        if ((int)answer.Status != 200)
        {
            return TokenFailures.Refused(answer, attempt, Text(root, "error"), Text(root, "error_description"));
        }

        if (root is null)
        {
            return TokenFailures.Answered(answer, attempt, AnswerFailures.NotJson, null, null);
        }

        if (Text(root, "access_token") is not { } value || !BearerTokenSyntax.IsValid(value) || !AreUnique(root.Value, "access_token", "expires_in"))
        {
            return NoToken(answer, attempt, Text(root, "error"), Text(root, "error_description"));
        }

        var expiresIn = Read(root, "expires_in", JsonNumber.Read);
        var unit = attempt.Request.Flow == ServerAuthFlow.Jwt ? ExpiresInUnit.Milliseconds : ExpiresInUnit.Seconds;
        var lifetime = TokenLifetime.From(expiresIn, unit, AccessTokenClaims.Read(value)?.Lifetime);
        return AttemptOutcome.Granted(
            new AccessToken(value, attempt.StartedAt + lifetime) { ClientId = attempt.Request.ClientId, OrganizationId = attempt.Request.OrganizationId },
            lifetime);
    }

    private static AttemptOutcome NoToken(TokenAnswer answer, TokenAttempt attempt, string? error, string? description)
    {
        var row = AnswerFailures.NoToken;
        if (error is not null)
        {
            // It says more of what is wrong than the status does.
            var refusal = FailureCatalogue.Find(attempt.Request.Flow, 400, error, description);
            row = row with { Why = refusal.Why, Remedy = refusal.Remedy };
        }

        return TokenFailures.Answered(answer, attempt, row, error, description);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        try
        {
            return JsonDocument.Parse(body.Span.StartsWith(byteOrderMark) ? body.Slice(byteOrderMark.Length) : body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement? root, string name) =>
        Read(root, name, static value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    // Parsers differ in which of two values they take, so who wrote them may have meant another reader.
    private static bool AreUnique(JsonElement root, params string[] names) =>
        names.All(name => root.EnumerateObject().Count(property => Is(property, name)) < 2);

    private static bool Is(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static T? Read<T>(JsonElement? root, string name, Func<JsonElement, T?> read)
    {
        try
        {
            return root is { } element && element.TryGetProperty(name, out var value) ? read(value) : default;
        }
        catch (InvalidOperationException)
        {
            // A name or a string with half a surrogate pair is valid JSON and no text.
            return default;
        }
    }
}
