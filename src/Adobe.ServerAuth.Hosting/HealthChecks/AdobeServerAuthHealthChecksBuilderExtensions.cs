using Adobe.ServerAuth;
using Adobe.ServerAuth.Hosting.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of credentials.</summary>
/// <remarks>
/// A check tells what is known of a credential and makes no request of its own. Healthy: there is a usable token, or none was asked for yet, or
/// none since the configuration changed or the last one ended. Degraded: there is a usable token and renewing it fails, or an API refused it and
/// no newer one could be had, or the configuration was changed to an invalid one. Unhealthy: there is no usable token, and getting one failed;
/// the description has the code and the age of that failure. The data holds states, codes, and ages in seconds (<c>docs/health.md</c> lists
/// them), never a secret, a token, a client id or the text of a failure. A page that shows it is public unless the application protects it.
/// <para>
/// It suits alarms and a look after the start. <b>Not a readiness probe that takes all traffic away:</b> what gets the next token is the next
/// call, and a probe that keeps the calls away keeps the credential without a token. Register the check with a
/// tag that the probe leaves out.
/// </para>
/// <para>
/// An <see cref="ITokenProvider"/> of your own in the container, in the place of a credential's, is not looked at: the health is idle for ever.
/// </para>
/// </remarks>
public static class AdobeServerAuthHealthChecksBuilderExtensions
{
    private const string DefaultName = "adobe-serverauth";

    /// <summary>Adds a health check of the default credential, with the name <c>adobe-serverauth</c>.</summary>
    /// <param name="builder">Where to add it.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// No request is made. Do not have a readiness probe take the traffic away because of it: see
    /// <see cref="AdobeServerAuthHealthChecksBuilderExtensions"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHealthChecksBuilder AddAdobeServerAuth(this IHealthChecksBuilder builder) => AddAdobeServerAuth(builder, Options.Options.DefaultName);

    /// <summary>Adds a health check of a credential, with the name <c>adobe-serverauth-</c> and that of the credential.</summary>
    /// <param name="builder">Where to add it.</param>
    /// <param name="credential">
    /// The name of the credential; empty for the default one. A name that is not registered is unhealthy until it was asked for.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// No request is made. Do not have a readiness probe take the traffic away because of it: see
    /// <see cref="AdobeServerAuthHealthChecksBuilderExtensions"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHealthChecksBuilder AddAdobeServerAuth(this IHealthChecksBuilder builder, string credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return AddAdobeServerAuth(builder, credential, credential.Length == 0 ? DefaultName : $"{DefaultName}-{credential}", null, []);
    }

    /// <summary>Adds a health check of a credential.</summary>
    /// <param name="builder">Where to add it.</param>
    /// <param name="credential">
    /// The name of the credential; empty for the default one. A name that is not registered is unhealthy until it was asked for.
    /// </param>
    /// <param name="name">The name of the health check.</param>
    /// <param name="failureStatus">
    /// What is reported when there is no usable token, or no such credential; null for <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">What an endpoint can choose its checks by.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// No request is made. For a readiness probe take a tag that it leaves out, or <see cref="HealthStatus.Degraded"/> as
    /// <paramref name="failureStatus"/> where it has to look at this check: see <see cref="AdobeServerAuthHealthChecksBuilderExtensions"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="failureStatus"/> is null.</exception>
    public static IHealthChecksBuilder AddAdobeServerAuth(
        this IHealthChecksBuilder builder, string credential, string name, HealthStatus? failureStatus, IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tags);
        return builder.Add(new HealthCheckRegistration(
            name, services => new CredentialHealthCheck(services.GetService<ICredentialStatusSource>(), credential), failureStatus, tags));
    }
}
