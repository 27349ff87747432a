using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The IMS port: finds the endpoint, and whether a fault takes the request.</summary>
internal sealed class ImsSite(EmulatorState state)
{
    private readonly Dictionary<string, IImsEndpoint> _byPath = Endpoints(state)
        .SelectMany(endpoint => endpoint.Paths, (endpoint, path) => KeyValuePair.Create(path, endpoint))
        .ToDictionary(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context)
    {
        var endpoint = _byPath.GetValueOrDefault(context.Request.Path.Value!);
        var isTokenRequest = ImsExchange.IsTokenRequest(endpoint);
        var request = ImsExchange.IsUnderstood(endpoint, context.Request) || (isTokenRequest && state.Faults.MayTake)
            ? await ImsRequestReader.ReadAsync(context.Request).ConfigureAwait(false)
            : null;

        // Only now: a client that left while it sent has taken no fault.
        var fault = isTokenRequest ? state.Faults.Take() : null;
        var exchange = new ImsExchange(context, request, endpoint, fault, state);
        await (fault?.Behaviour.PlayAsync(exchange) ?? exchange.AnswerAsync()).ConfigureAwait(false);
    }

    // The trailing slash is known to work for v2 only, "resource" for v2 and v4 only.
    private static IImsEndpoint[] Endpoints(EmulatorState state) =>
    [
        new ClientCredentialsEndpoint(state, ["/ims/token/v3"], []),
        new ClientCredentialsEndpoint(state, ["/ims/token/v2", "/ims/token/v2/", "/ims/token/v4"], ["resource"]),
        new PdfServicesTokenEndpoint(state),
        new JwtExchangeEndpoint(state),
        new ValidateTokenEndpoint(state),
        new InvalidateTokenEndpoint(state),
    ];
}
