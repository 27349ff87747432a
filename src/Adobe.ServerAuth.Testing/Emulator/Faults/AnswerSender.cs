using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Sends what HTTP allows as HTTP, on a connection that lives on, and the rest as bytes.</summary>
internal static class AnswerSender
{
    public static Task SendAsync(ImsExchange exchange, AnswerHead head, byte[] body) =>
        head.FramesItself || (body.Length > 0 && HasNoBody(head.StatusCode))
            ? new RawConnection(exchange).SendAndCloseAsync([.. head.ToBytes(body.Length), .. body])
            : SendProperlyAsync(exchange, head, body);

    private static async Task SendProperlyAsync(ImsExchange exchange, AnswerHead head, byte[] body)
    {
        var response = exchange.Http.Response;
        head.ApplyTo(response);
        if (body.Length > 0)
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, exchange.Gone).ConfigureAwait(false);
        }
    }

    private static bool HasNoBody(int statusCode) =>
        statusCode is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;
}
