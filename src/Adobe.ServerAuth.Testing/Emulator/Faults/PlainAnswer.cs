using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>An answer whose body is known before.</summary>
internal sealed class PlainAnswer(AnswerHead head, byte[] body) : IAnswerBehaviour
{
    public AnswerHead Head => head;

    /// <summary>Whether the answer has an <c>x-debug-id</c> of its own, as those of IMS do and those of a proxy do not.</summary>
    public bool IsOfIms { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorDescription { get; init; }

    public static PlainAnswer Error(int statusCode, string error, string? description)
    {
        var body = new JsonObject { ["error"] = error };
        if (description is not null)
        {
            body["error_description"] = description;
        }

        return new PlainAnswer(AnswerHead.OfImsJson(statusCode), JsonAnswer.ToBytes(body))
        {
            IsOfIms = true,
            ErrorCode = error,
            ErrorDescription = description,
        };
    }

    public IAnswerBehaviour With(AnswerHead head) =>
        new PlainAnswer(head, body) { IsOfIms = IsOfIms, ErrorCode = ErrorCode, ErrorDescription = ErrorDescription };

    public Task PlayAsync(ImsExchange exchange)
    {
        var sent = IsOfIms ? head.WithDebugId() : head;
        var record = sent.ToRecord();
        exchange.Record(new RecordedAnswer
        {
            StatusCode = record.StatusCode,
            ErrorCode = ErrorCode,
            ErrorDescription = ErrorDescription,
            DebugId = record.DebugId,
        });
        return AnswerSender.SendAsync(exchange, sent, body);
    }
}
