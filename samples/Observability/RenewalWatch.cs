using System.Diagnostics;
using Adobe.ServerAuth;
using OpenTelemetry;

namespace Observability;

/// <summary>Tells when a renewal has ended and its spans are printed, for the next step of the tour to begin after them. No application has to know.</summary>
internal sealed class RenewalWatch : BaseProcessor<Activity>
{
    private volatile TaskCompletionSource _next = new();

    /// <summary>The end of the next renewal.</summary>
    public Task Next()
    {
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task;
    }

    public override void OnEnd(Activity data)
    {
        if (data.OperationName == AdobeServerAuthTelemetry.RenewalActivity)
        {
            _next.TrySetResult();
        }
    }
}
