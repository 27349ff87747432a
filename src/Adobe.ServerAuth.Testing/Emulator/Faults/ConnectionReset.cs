namespace Adobe.ServerAuth.Testing.Emulator;

internal sealed class ConnectionReset : IFaultBehaviour
{
    public Task PlayAsync(ImsExchange exchange)
    {
        exchange.Record(new RecordedAnswer { StatusCode = 0 });
        return new RawConnection(exchange).SendAndResetAsync([]);
    }
}
