using System.Diagnostics;
using System.Reflection;

namespace Adobe.ServerAuth.Diagnostics;

// Spans, with the names of OpenTelemetry where it has some. All of this is null, and costs nothing, while nobody listens.
internal static class ServerAuthActivities
{
    public const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(AdobeServerAuthTelemetry.ActivitySourceName, Version);

    public static string? Version => typeof(ServerAuthActivities).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    // Who waits is the parent; who does not is only what caused it.
    public static Activity? StartRenewal(string cause, ActivityContext origin, bool isWaitedFor)
    {
        try
        {
            return !Source.HasListeners() ? null
                : Source.StartActivity(
                    AdobeServerAuthTelemetry.RenewalActivity,
                    ActivityKind.Internal,
                    isWaitedFor ? origin : default,
                    null,
                    isWaitedFor || origin == default ? null : [new ActivityLink(origin)])?.SetTag(AdobeServerAuthTelemetry.CauseTag, cause);
        }
        catch (Exception)
        {
            // The application's listeners run in here: one that throws must cost neither a token nor those who wait for it.
            return null;
        }
    }

    public static Activity? StartTokenRequest(string flow, Uri endpoint, string? credential)
    {
        try
        {
            return Source.StartActivity(AdobeServerAuthTelemetry.TokenRequestActivity, ActivityKind.Client)?
                .SetTag("server.address", endpoint.Host)
                .SetTag("server.port", endpoint.Port)
                .SetTag(AdobeServerAuthTelemetry.FlowTag, flow)
                .SetTag(AdobeServerAuthTelemetry.CredentialTag, SafeText.Clean(credential));
        }
        catch (Exception)
        {
            // As above.
            return null;
        }
    }

    public static void End(this Activity activity, string outcome, string? error)
    {
        activity.SetTag(AdobeServerAuthTelemetry.OutcomeTag, outcome);
        if (error is not null)
        {
            activity.SetTag(ErrorType, error).SetStatus(ActivityStatusCode.Error);
        }

        try
        {
            activity.Dispose();
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
