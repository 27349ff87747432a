using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Operations;

// Sends one request to IMS or to an API, and waits for no more than is sensible. The invoker stays its owner's.
internal sealed class ServiceClient(HttpMessageInvoker invoker, TimeProvider clock)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private const int MaxBytes = 1024 * 1024;

    public async Task<ServiceAnswer> SendAsync(Func<HttpRequestMessage> newRequest, CancellationToken cancellationToken)
    {
        // A handler that blocks, or ignores its cancellation, must not make the limit wait.
        var (isInTime, answer) = await BoundedCall.RunAsync(
            limited => new ValueTask<ServiceAnswer>(Task.Run(() => SendOnceAsync(newRequest, limited), limited)), Limit, clock, cancellationToken).ConfigureAwait(false);
        return isInTime ? answer! : throw new TimeoutException(FormattableString.Invariant($"no answer within {Limit.TotalSeconds} s"));
    }

    private async Task<ServiceAnswer> SendOnceAsync(Func<HttpRequestMessage> newRequest, CancellationToken cancellationToken)
    {
        using var request = newRequest();
        request.Headers.Accept.ParseAdd("application/json");

        // An HttpClient would read the whole body before anyone can see that it is too long.
        using var response = invoker is HttpClient client
            ? await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false)
            : await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await ServiceAnswer.ReadAsync(response, MaxBytes, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
    }
}
