using System.Diagnostics;
using Adobe.ServerAuth;
using OpenTelemetry;

namespace Observability;

/// <summary>Tells when a renewal in the background has ended, and its spans are printed. Only the tour has to know.</summary>
internal sealed class RenewalWatch : BaseProcessor<Activity>
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => _ended.Task;

    public override void OnEnd(Activity data)
    {
        if (data.OperationName == AdobeServerAuthTelemetry.RenewalActivity && data.ParentSpanId == default)
        {
            _ended.TrySetResult();
        }
    }
}
