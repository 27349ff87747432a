using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>An answer whose body is blanks without end: as fast as they are read, or one for each interval.</summary>
internal sealed class StreamedAnswer(AnswerHead head, TimeSpan? interval) : IAnswerBehaviour
{
    private static readonly byte[] Blank = [(byte)' '];
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 16 * 1024)];

    public AnswerHead Head => head;

    public IAnswerBehaviour With(AnswerHead head) => new StreamedAnswer(head, interval);

    public async Task PlayAsync(ImsExchange exchange)
    {
        var sent = head.WithDebugId();
        exchange.Record(sent.ToRecord());
        var response = exchange.Http.Response;
        sent.ApplyTo(response);
        await response.StartAsync(exchange.Gone).ConfigureAwait(false);
        await response.Body.FlushAsync(exchange.Gone).ConfigureAwait(false);

        // Nothing would hold the loop back: the server drops the body of an answer to HEAD.
        while (!HttpMethods.IsHead(exchange.Http.Request.Method) && !exchange.Gone.IsCancellationRequested)
        {
            if (interval is { } pause)
            {
                await Task.Delay(pause, exchange.Clock, exchange.Gone).ConfigureAwait(false);
            }

            await response.Body.WriteAsync(interval is null ? Blanks : Blank, exchange.Gone).ConfigureAwait(false);
            await response.Body.FlushAsync(exchange.Gone).ConfigureAwait(false);

            // A connection that was cut off swallows all that is written, at once, and what tells the loop that the client has gone
            // waits for a thread: few such loops would keep every thread for themselves.
            await Task.Yield();
        }
    }
}
