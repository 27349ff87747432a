namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The greeting of another protocol, as from a port that something else listens on.</summary>
internal sealed class NoHttp : IFaultBehaviour
{
    public Task PlayAsync(ImsExchange exchange)
    {
        exchange.Record(new RecordedAnswer { StatusCode = 0 });
        return new RawConnection(exchange).SendAndCloseAsync("220 mail.example.com ESMTP ready\r\n"u8.ToArray());
    }
}
