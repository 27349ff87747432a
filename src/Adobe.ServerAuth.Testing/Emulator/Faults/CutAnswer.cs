namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The head of an answer with a token, and half of its body.</summary>
internal sealed class CutAnswer(AnswerHead head, bool byReset) : IAnswerBehaviour
{
    public AnswerHead Head => head;

    public IAnswerBehaviour With(AnswerHead head) => new CutAnswer(head, byReset);

    public Task PlayAsync(ImsExchange exchange)
    {
        var sent = head.WithDebugId();
        exchange.Record(sent.ToRecord());
        var body = CannedBodies.NewToken();
        byte[] bytes = [.. sent.ToBytes(body.Length), .. body.AsSpan(0, body.Length / 2)];
        var connection = new RawConnection(exchange);
        return byReset ? connection.SendAndResetAsync(bytes) : connection.SendAndCloseAsync(bytes);
    }
}
