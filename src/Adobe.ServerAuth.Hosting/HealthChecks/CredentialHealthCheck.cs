using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Adobe.ServerAuth.Hosting.HealthChecks;

// Tells what is known of one credential. It asks nobody: a check that requested tokens would be traffic that nobody wants.
internal sealed class CredentialHealthCheck(ICredentialStatusSource? source, string credential) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failureStatus)
    {
        if (source is null)
        {
            return new HealthCheckResult(failureStatus, "There is no credential in this container: call services.AddAdobeServerAuth() too, on the services and not only on the health checks.");
        }

        try
        {
            var status = source.GetStatus(credential);
            return new HealthCheckResult(Health(status, failureStatus), StatusText.Of(status), null, StatusData.Of(status));
        }
        catch (ObjectDisposedException)
        {
            return new HealthCheckResult(failureStatus, "The container that the credential belongs to was disposed.");
        }
        catch (CredentialException)
        {
            return new HealthCheckResult(failureStatus, Unknown());
        }
    }

    private static HealthStatus Health(CredentialStatus status, HealthStatus failureStatus) =>
        status.State is CredentialState.NoToken ? failureStatus
        : status.State is CredentialState.RenewalFailing || status.HasInvalidChange ? HealthStatus.Degraded
        : HealthStatus.Healthy;

    // Without the names of the others, which may be those of customers.
    private string Unknown() => credential.Length == 0
        ? "There is no default credential: register it with services.AddAdobeServerAuth(), or name the credential that this health check is for."
        : $"There is no credential '{PrintableName.Of(credential)}': register it with services.AddAdobeServerAuth(\"{PrintableName.Of(credential)}\", …), or mend the name in this health check. A name that comes at run time is known from its first use on.";
}
