using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>A port of 127.0.0.1 and the site that answers on it, and only on it; with a certificate, over TLS.</summary>
internal sealed class LoopbackListener(RequestDelegate site, X509Certificate2? certificate)
{
    private ListenOptions? _listening;

    /// <summary>Known once the server has started.</summary>
    public Uri Address => new($"{(certificate is null ? "http" : "https")}://{_listening!.IPEndPoint}/");

    private RequestDelegate Site => site;

    public static Task AnswerAsync(HttpContext context) => context.Features.GetRequiredFeature<LoopbackListener>().Site(context);

    public void Configure(ListenOptions listen)
    {
        _listening = listen;
        listen.Protocols = HttpProtocols.Http1;
        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }

        listen.Use(next => connection =>
        {
            connection.Features.Set(this);
            return next(connection);
        });
    }
}
