using Polly.Telemetry;

namespace Adobe.ServerAuth.TokenEndpoint;

// Telemetry decides nothing: a listener or an enricher of the application's that throws must cost no token.
internal sealed class UnfailingTelemetryListener(TelemetryListener inner) : TelemetryListener
{
    public override void Write<TResult, TState>(in TelemetryEventArguments<TResult, TState> args)
    {
        try
        {
            inner.Write(args);
        }
        catch (Exception)
        {
            // See above; there is nowhere to tell it.
        }
    }
}
