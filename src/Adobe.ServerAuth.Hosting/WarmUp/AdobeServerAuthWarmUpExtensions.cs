using System.Globalization;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Hosting.WarmUp;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gets the first token of a credential when the application starts.</summary>
public static class AdobeServerAuthWarmUpExtensions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets the first token before the <c>StartAsync</c> of any hosted service, and so before the application serves. Without a token after 40
    /// seconds, or after a failure, a warning is logged and the application starts all the same.
    /// </summary>
    /// <remarks>
    /// The credentials that are warmed up are asked for at the same time. The token stays in the credential's cache. Needs a host: without one
    /// nothing happens. What other services do in <see cref="IHostedLifecycleService.StartingAsync"/> may come before it, and in a host that knows
    /// no lifecycle (<c>IWebHost</c>) the order of registration counts. Calling it twice for a credential adds nothing twice.
    /// </remarks>
    /// <param name="builder">The credential.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IAdobeServerAuthBuilder AddWarmUp(this IAdobeServerAuthBuilder builder) => AddWarmUp(builder, static _ => { });

    /// <summary>
    /// Gets the first token before the <c>StartAsync</c> of any hosted service, and so before the application serves, with options of your own: whether the
    /// application needs it to start, and how long it waits.
    /// </summary>
    /// <remarks>
    /// With <see cref="WarmUpOptions.IsRequired"/> the start fails with the <see cref="TokenRequestException"/> or
    /// <see cref="CredentialException"/> that a caller would get, which is logged as an error too (an <see cref="AggregateException"/> of them when several credentials fail), or
    /// after <see cref="WarmUpOptions.Timeout"/> with a <see cref="TokenRequestException"/> that says so. A start that is cancelled ends with an
    /// <see cref="OperationCanceledException"/>. When it is called twice for a credential, the settings of both calls apply, in their order.
    /// </remarks>
    /// <param name="builder">The credential.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IAdobeServerAuthBuilder AddWarmUp(this IAdobeServerAuthBuilder builder, Action<WarmUpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = builder.Services.AddOptions<WarmUpOptions>(builder.Name).Configure(configure);
        var credential = new WarmUpCredential(builder.Name);
        if (!builder.Services.Any(service => !service.IsKeyedService && credential.Equals(service.ImplementationInstance)))
        {
            options.Validate(static options => options.Timeout > TimeSpan.Zero && options.Timeout <= LongestTimeout, Rule(credential)).ValidateOnStart();
            builder.Services.AddSingleton(credential);
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WarmUpService>());
        }

        return builder;
    }

    private static string Rule(WarmUpCredential credential) => string.Create(
        CultureInfo.InvariantCulture,
        $"WarmUpOptions.Timeout of the warm-up{credential.Whose} must be positive, and at most {LongestTimeout}: set it where AddWarmUp is called.");
}
