using System.Text;
using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>An error that repeats the request, secrets included. Its record does not.</summary>
internal sealed class EchoAnswer(AnswerHead head) : IAnswerBehaviour
{
    private const string ErrorCode = "invalid_request";
    private const int LongestHeader = 16 * 1024;

    public AnswerHead Head => head;

    public IAnswerBehaviour With(AnswerHead head) => new EchoAnswer(head);

    public Task PlayAsync(ImsExchange exchange)
    {
        var said = TextOf(exchange.Request);
        exchange.Record(new RecordedAnswer { StatusCode = head.StatusCode, ErrorCode = ErrorCode });
        return AnswerSender.SendAsync(
            exchange,
            head.WithDebugId(AsHeader(said)),
            JsonAnswer.ToBytes(new JsonObject { ["error"] = ErrorCode, ["error_description"] = said }));
    }

    private static string TextOf(ImsRequest? request) => request is null
        ? ""
        : string.Join(' ', request.Fields.Select(field => field.Value).Append(Encoding.UTF8.GetString(request.Body)));

    // What no header can hold becomes a space.
    private static string AsHeader(string text) =>
        string.Concat(text.Take(LongestHeader).Select(c => c is >= ' ' and <= '~' ? c : ' ')).Trim();
}
