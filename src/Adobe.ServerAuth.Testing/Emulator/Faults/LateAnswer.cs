namespace Adobe.ServerAuth.Testing.Emulator;

internal sealed class LateAnswer(TimeSpan delay) : IFaultBehaviour
{
    public Task PlayAsync(ImsExchange exchange) => exchange.AnswerAsync(delay);
}
