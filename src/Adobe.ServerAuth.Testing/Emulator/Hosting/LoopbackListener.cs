using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>A port of 127.0.0.1 and the site that answers on it, and only on it.</summary>
internal sealed class LoopbackListener(RequestDelegate site)
{
    private ListenOptions? _listening;

    /// <summary>Known once the server has started.</summary>
    public Uri Address => new($"http://{_listening!.IPEndPoint}/");

    private RequestDelegate Site => site;

    public static Task AnswerAsync(HttpContext context) => context.Features.GetRequiredFeature<LoopbackListener>().Site(context);

    public void Configure(ListenOptions listen)
    {
        _listening = listen;
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            connection.Features.Set(this);
            return next(connection);
        });
    }
}
