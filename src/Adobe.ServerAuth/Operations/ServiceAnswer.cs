using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Operations;

// An answer of IMS or of an API, whose body was read if it is JSON of a sensible size.
internal sealed class ServiceAnswer
{
    public required HttpStatusCode Status { get; init; }

    public required JsonElement? Body { get; init; }

    // X-Request-Id of the gateway, or x-debug-id of IMS.
    public required string? RequestId { get; init; }

    public required TimeSpan? RetryAfter { get; init; }

    // A body that is no JSON: that of a proxy, or a sign-in page.
    public required bool IsForeign { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    public static async Task<ServiceAnswer> ReadAsync(HttpResponseMessage response, int maxBytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answer = await TokenAnswer.ReadAsync(response, maxBytes, now, cancellationToken).ConfigureAwait(false);
        var body = Parse(answer.Body);
        return new ServiceAnswer
        {
            Status = answer.Status,
            Body = body,
            IsForeign = body is null && (answer.Body.Length > 0 || answer.IsTooLong || answer.IsEncoded),
            RequestId = answer.DebugId ?? (response.Headers.TryGetValues("X-Request-Id", out var values) ? values.FirstOrDefault() : null),
            RetryAfter = answer.RetryAfter,
        };
    }

    public string? Text(params string[] names) => names.Select(name => Text(Body, name)).FirstOrDefault(text => text is not null);

    public static string? Text(JsonElement? json, string name)
    {
        try
        {
            return Member(json, name) switch
            {
                { ValueKind: JsonValueKind.String } value => value.GetString(),
                { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is well-formed JSON, and no text.
            return null;
        }
    }

    public static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } && json.Value.TryGetProperty(name, out var value) ? value : null;

    // Milliseconds since 1970, in strings or as numbers; what can only be seconds is taken for those.
    public static DateTimeOffset? Moment(JsonElement? json, string name)
    {
        const double LatestSeconds = 9_999_999_999;
        const double LatestMilliseconds = 253402300799999;
        return Member(json, name) is not { } value || JsonNumber.Read(value) is not { } number || number <= 0 || number > LatestMilliseconds ? null
            : DateTimeOffset.FromUnixTimeMilliseconds((long)(number > LatestSeconds ? number : number * 1000));
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
