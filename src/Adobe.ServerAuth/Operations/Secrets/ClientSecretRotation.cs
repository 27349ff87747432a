using System.Diagnostics.CodeAnalysis;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.Operations.Secrets;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>
/// Gives an OAuth Server-to-Server credential another client secret, in steps that can be interrupted anywhere: adds one, has the caller store it, reads it back,
/// gets a token with it, and reports. The old one works until <see cref="RemoveOldAsync(ClientSecretRotationPlan, TimeSpan, CancellationToken)"/> removes it, days later.
/// </summary>
/// <remarks>docs/operations.md has the runbook. Do not run two rotations of one credential at the same time.</remarks>
public sealed class ClientSecretRotation
{
    private readonly ClientSecretsClient _secrets;
    private readonly SecretProof _proof;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>Makes a rotation with the system's clock and without logs.</summary>
    /// <param name="secrets">The client secrets of the credential.</param>
    /// <param name="ims">Gets tokens, to prove secrets; it stays the caller's. It should not follow redirects: the body holds a secret.</param>
    /// <param name="options">
    /// The credential as the application has it: client id, scopes, IMS. Its own client secret is not used: that of the plan is.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are those of a Service Account (JWT) credential.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public ClientSecretRotation(ClientSecretsClient secrets, HttpMessageInvoker ims, AdobeServerAuthOptions options)
        : this(secrets, ims, options, TimeProvider.System, NullLogger.Instance)
    {
    }

    /// <summary>Makes a rotation.</summary>
    /// <param name="secrets">The client secrets of the credential.</param>
    /// <param name="ims">Gets tokens, to prove secrets; it stays the caller's. It should not follow redirects: the body holds a secret.</param>
    /// <param name="options">
    /// The credential as the application has it: client id, scopes, IMS. Its own client secret is not used: that of the plan is.
    /// </param>
    /// <param name="timeProvider">The clock of pauses and time limits.</param>
    /// <param name="logger">Where steps are logged, by identifiers, never with a secret.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The options are those of a Service Account (JWT) credential.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public ClientSecretRotation(ClientSecretsClient secrets, HttpMessageInvoker ims, AdobeServerAuthOptions options, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(ims);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(logger);
        if (options.Flow == ServerAuthFlow.Jwt)
        {
            throw new ArgumentException(
                $"Adobe's API manages the client secrets of OAuth Server-to-Server credentials, and these are the options of a Service Account (JWT) credential. Its secret is changed in the console that it was made in, or by moving to OAuth ({DocumentationLink.To("migrating-from-jwt.md")}).",
                nameof(options));
        }

        (_secrets, _clock, _logger) = (secrets, timeProvider, UnfailingLogger.Around(logger));
        _proof = new SecretProof(ims, FlowRequest.Settings(ServerAuthFlow.OAuth, options), TokenRequestEnvironment.With(timeProvider), _logger);
    }

    /// <summary>
    /// Adds a secret and has it stored; or continues a run that was interrupted, when the plan keeps notes. At every moment the application's store holds
    /// a secret that works.
    /// </summary>
    /// <param name="plan">Where the secret is stored, and where a note is kept.</param>
    /// <param name="cancellationToken">
    /// Ends the rotation between its steps. Adding a secret, storing it and reading it back are not ended by it, but each by its own time limit.
    /// </param>
    /// <returns>The new secret's identifier, and what is to be removed later.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentException">The plan can save a note and not load it, or the other way round.</exception>
    /// <exception cref="ClientSecretException">
    /// The rotation can not begin, and nothing was changed; or a step failed, and another run continues. A secret that was added and may not be stored is in
    /// <see cref="ClientSecretException.NewSecret"/>.
    /// </exception>
    /// <exception cref="AdobeServerAuthException">There was no token for the API, or the request was blocked: as with any request of the HTTP client.</exception>
    public Task<ClientSecretRotationReport> RotateAsync(ClientSecretRotationPlan plan, CancellationToken cancellationToken = default) =>
        new RotationRun(_secrets, _proof, CallsOf(plan), _clock, _logger).RunAsync(cancellationToken);

    /// <summary>
    /// Removes for ever what the last rotation replaced, by its note, unless that was used lately or is in use: what the store holds gets a token first.
    /// </summary>
    /// <param name="plan">The plan that the rotation had; it must keep notes.</param>
    /// <param name="unusedFor">
    /// How long nobody must have used the secret. A token lives a day, so an application asks once a day: some days are safe, and zero asks for no pause at all.
    /// </param>
    /// <param name="cancellationToken">Ends the call between its steps.</param>
    /// <returns>True when it was removed; false when it was not there any more, or when no rotation is complete yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentException">The plan keeps no notes, or can save a note and not load it, or the other way round.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unusedFor"/> is negative.</exception>
    /// <exception cref="ClientSecretException">The secret is or may be in use, and was not removed; or Adobe refused, or could not be asked.</exception>
    /// <exception cref="AdobeServerAuthException">There was no token for the API, or the request was blocked: as with any request of the HTTP client.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "A cancellation token is the one optional parameter of the house.")]
    public Task<bool> RemoveOldAsync(ClientSecretRotationPlan plan, TimeSpan unusedFor, CancellationToken cancellationToken = default)
    {
        var removal = Removal(plan, unusedFor);
        return plan.LoadNote is not null ? removal.RunAsync(unusedFor, cancellationToken)
            : throw new ArgumentException("A plan that keeps no notes does not tell which secret is the old one: pass its identifier.", nameof(plan));
    }

    /// <summary>
    /// Removes a secret for ever, unless it was used lately, is the only one, or is the one in use: what the store holds gets a token first, and that must
    /// not be with the one to be removed. Without the note of a rotation only the uses that Adobe shows tell that.
    /// </summary>
    /// <param name="plan">The plan that the rotation had.</param>
    /// <param name="secretId">The identifier of the secret: one of <see cref="ClientSecretRotationReport.OldSecrets"/>.</param>
    /// <param name="unusedFor">
    /// How long nobody must have used the secret. A token lives a day, so an application asks once a day: some days are safe, and zero asks for no pause at all. Without the note of a rotation, a day at least.
    /// </param>
    /// <param name="cancellationToken">Ends the call between its steps.</param>
    /// <returns>True when it was removed; false when it was not there any more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentException">The identifier is null, empty, or none; or the plan can save a note and not load it, or the other way round.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unusedFor"/> is negative.</exception>
    /// <exception cref="ClientSecretException">The secret is or may be in use, and was not removed; or Adobe refused, or could not be asked.</exception>
    /// <exception cref="AdobeServerAuthException">There was no token for the API, or the request was blocked: as with any request of the HTTP client.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "A cancellation token is the one optional parameter of the house.")]
    public Task<bool> RemoveOldAsync(ClientSecretRotationPlan plan, string secretId, TimeSpan unusedFor, CancellationToken cancellationToken = default)
    {
        var removal = Removal(plan, unusedFor);
        return removal.RunAsync(ConsoleIds.Secret(secretId, nameof(secretId)), unusedFor, cancellationToken);
    }

    private OldSecretRemoval Removal(ClientSecretRotationPlan plan, TimeSpan unusedFor)
    {
        var calls = CallsOf(plan);
        return unusedFor < TimeSpan.Zero ? throw new ArgumentOutOfRangeException(nameof(unusedFor), "It must not be negative.")
            : new OldSecretRemoval(_secrets, _proof, calls, _clock, _logger);
    }

    private PlanCalls CallsOf(ClientSecretRotationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.SaveNote is null == plan.LoadNote is null ? new PlanCalls(plan, _clock)
            : throw new ArgumentException($"{nameof(ClientSecretRotationPlan.SaveNote)} and {nameof(ClientSecretRotationPlan.LoadNote)} go together: a note is of use only to who can read it again.", nameof(plan));
    }
}
