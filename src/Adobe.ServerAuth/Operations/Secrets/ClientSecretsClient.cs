using System.Net;
using Adobe.ServerAuth.Operations;
using Adobe.ServerAuth.Operations.Secrets;

namespace Adobe.ServerAuth;

/// <summary>Lists, adds and removes the client secrets of one OAuth Server-to-Server credential, with the API that Adobe has for that.</summary>
/// <remarks>
/// The project needs the I/O Management API, and the credential whose token is sent the scopes <c>read_client_secret</c> and <c>manage_client_secrets</c>
/// (docs/operations.md has the whole list). It may be the credential whose secrets these are, or another one of the organization. A credential has two secrets at most,
/// and none ends by itself. Each call is one request of at most 30 seconds, and nothing is tried again: a handler that repeats requests by itself
/// would add a second secret after an answer that was lost.
/// </remarks>
public sealed class ClientSecretsClient
{
    private static readonly Uri Production = new("https://api.adobe.io/console/");

    private readonly ServiceClient _client;
    private readonly Uri _secrets;
    private readonly TimeProvider _clock;

    /// <summary>Makes a client of the production of Adobe's console.</summary>
    /// <param name="api">
    /// Sends the requests with a token and <c>x-api-key</c>: an <see cref="HttpClient"/> with <see cref="AdobeServerAuthHandler"/>. It stays the caller's.
    /// </param>
    /// <param name="organizationId">The number of the organization in the console: not <c>…@AdobeOrg</c>.</param>
    /// <param name="credentialId">The number of the credential in the console: not the client id.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An id is not a number; the message tells where to find it.</exception>
    public ClientSecretsClient(HttpMessageInvoker api, string organizationId, string credentialId)
        : this(api, organizationId, credentialId, Production)
    {
    }

    /// <summary>Makes a client of another console: that of an emulator, say.</summary>
    /// <param name="api">
    /// Sends the requests with a token and <c>x-api-key</c>: an <see cref="HttpClient"/> with <see cref="AdobeServerAuthHandler"/>. It stays the caller's.
    /// </param>
    /// <param name="organizationId">The number of the organization in the console: not <c>…@AdobeOrg</c>.</param>
    /// <param name="credentialId">The number of the credential in the console: not the client id.</param>
    /// <param name="consoleEndpoint">The address of the API, up to and with <c>/console/</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// An id is not a number, and the message tells where to find it; or the address is not <c>https</c>, nor <c>http</c> on a loopback host.
    /// </exception>
    public ClientSecretsClient(HttpMessageInvoker api, string organizationId, string credentialId, Uri consoleEndpoint)
        : this(api, organizationId, credentialId, consoleEndpoint, TimeProvider.System)
    {
    }

    /// <summary>Makes a client with a clock of the caller's.</summary>
    /// <param name="api">
    /// Sends the requests with a token and <c>x-api-key</c>: an <see cref="HttpClient"/> with <see cref="AdobeServerAuthHandler"/>. It stays the caller's.
    /// </param>
    /// <param name="organizationId">The number of the organization in the console: not <c>…@AdobeOrg</c>.</param>
    /// <param name="credentialId">The number of the credential in the console: not the client id.</param>
    /// <param name="consoleEndpoint">The address of the API, up to and with <c>/console/</c>.</param>
    /// <param name="timeProvider">The clock of the time limit.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// An id is not a number, and the message tells where to find it; or the address is not <c>https</c>, nor <c>http</c> on a loopback host.
    /// </exception>
    public ClientSecretsClient(HttpMessageInvoker api, string organizationId, string credentialId, Uri consoleEndpoint, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(organizationId);
        ArgumentNullException.ThrowIfNull(credentialId);
        ArgumentNullException.ThrowIfNull(consoleEndpoint);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var organization = ConsoleIds.Organization(organizationId, nameof(organizationId));
        CredentialId = ConsoleIds.Credential(credentialId, nameof(credentialId));
        var console = ServiceAddress.Checked(consoleEndpoint, nameof(consoleEndpoint)).AbsoluteUri.TrimEnd('/');
        _secrets = new Uri($"{console}/organizations/{organization}/credentials/{CredentialId}/secrets");
        _clock = timeProvider;
        _client = new ServiceClient(api, timeProvider);
    }

    /// <summary>The number of the credential in the console.</summary>
    public string CredentialId { get; }

    /// <summary>Lists the secrets of the credential, without their texts.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The secrets, oldest first.</returns>
    /// <exception cref="ClientSecretException">Adobe refused, or could not be asked; the message tells what to do.</exception>
    /// <exception cref="AdobeServerAuthException">There was no token to send, or the request was blocked: as with any request of the HTTP client.</exception>
    public async Task<IReadOnlyList<ClientSecretInfo>> ListAsync(CancellationToken cancellationToken = default)
    {
        var call = new SecretsCall(SecretsCallKind.List, HttpMethod.Get, _secrets);
        return SecretsAnswer.List(await SendAsync(call, cancellationToken).ConfigureAwait(false)) ?? throw SecretsFailures.Unreadable(call);
    }

    /// <summary>Adds a secret. Those that there are stay valid; a credential that has two already takes none.</summary>
    /// <param name="cancellationToken">
    /// Ends the wait. The secret may have been added all the same, and then nobody has its text: <see cref="ClientSecretRotation"/> does not cancel this call.
    /// </param>
    /// <returns>The secret, with its text.</returns>
    /// <exception cref="ClientSecretException">Adobe refused, or could not be asked; the message tells what to do.</exception>
    /// <exception cref="AdobeServerAuthException">There was no token to send, or the request was blocked: as with any request of the HTTP client.</exception>
    public async Task<NewClientSecret> AddAsync(CancellationToken cancellationToken = default)
    {
        var call = new SecretsCall(SecretsCallKind.Add, HttpMethod.Post, _secrets);
        var secret = SecretsAnswer.Added(await SendAsync(call, cancellationToken).ConfigureAwait(false), _clock.GetUtcNow());
        return secret is null || secret.Id == SecretsAnswer.UnknownId ? throw SecretsFailures.Unreadable(call, secret) : secret;
    }

    /// <summary>
    /// Removes a secret for ever, whether or not somebody uses it: token requests with it are refused from then on. <see cref="ClientSecretRotation.RemoveOldAsync(ClientSecretRotationPlan, TimeSpan, CancellationToken)"/> looks first.
    /// </summary>
    /// <param name="secretId">The identifier of the secret: <see cref="ClientSecretInfo.Id"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the secret may have been removed all the same.</param>
    /// <returns>A task that ends when it is removed.</returns>
    /// <exception cref="ArgumentException">The identifier is null, empty, or none.</exception>
    /// <exception cref="ClientSecretException">Adobe refused, or could not be asked; the message tells what to do.</exception>
    /// <exception cref="AdobeServerAuthException">There was no token to send, or the request was blocked: as with any request of the HTTP client.</exception>
    public async Task RemoveAsync(string secretId, CancellationToken cancellationToken = default)
    {
        var call = new SecretsCall(SecretsCallKind.Remove, HttpMethod.Delete, new Uri(_secrets.AbsoluteUri + "/" + ConsoleIds.Secret(secretId, nameof(secretId))));
        var answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.NoContent)
        {
            throw SecretsFailures.Unreadable(call);
        }
    }

    // Somebody else, or a call whose answer was lost, may have done it.
    internal async Task RemoveIfThereAsync(string secretId, CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(secretId, cancellationToken).ConfigureAwait(false);
        }
        catch (ClientSecretException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            // It is not there any more.
        }
    }

    private async Task<ServiceAnswer> SendAsync(SecretsCall call, CancellationToken cancellationToken)
    {
        ServiceAnswer answer;
        try
        {
            answer = await _client.SendAsync(() => new HttpRequestMessage(call.Method, call.Address), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not AdobeServerAuthException)
        {
            throw SecretsFailures.Unreachable(call, e);
        }

        return answer.IsSuccess ? answer : throw SecretsFailures.Refused(call, answer);
    }
}
