namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What becomes of a request that a fault takes. One that is shared by many requests keeps nothing of any.</summary>
internal interface IFaultBehaviour
{
    Task PlayAsync(ImsExchange exchange);
}
