using Microsoft.Extensions.Http;

namespace Adobe.ServerAuth.DependencyInjection;

// Looks at the requests of the application's HTTP clients while none of them has the handler.
internal sealed class MissingHandlerFilter(UnusedCredentials unused) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (unused.ArePossible && !ImsHttpClient.Is(builder.Name))
        {
            // Innermost, so that it sees what the application's own handlers have added.
            builder.AdditionalHandlers.Add(new MissingHandlerProbe(builder.Name ?? "", unused));
        }
    };
}
