using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Adobe.ServerAuth.Testing.Emulator;

namespace Adobe.ServerAuth.Testing;

/// <summary>
/// Adobe IMS and one protected Adobe API on loopback, for tests and samples that must not need the network or a real
/// credential. It follows Adobe's documented and observed behaviour, refuses what neither shows to work, and runs on free ports, so
/// several can run side by side. All members are safe to use from several threads.
/// </summary>
/// <example>
/// <code>
/// await using var adobe = await ImsEmulator.StartAsync();
/// builder.Configuration.AddInMemoryCollection(adobe.Configuration);
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ImsEmulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private readonly EmulatorState _state;

    private ImsEmulator(EmulatorHost host, EmulatorState state, EmulatedCredential credential)
    {
        _host = host;
        _state = state;
        Credential = credential;
    }

    /// <summary>The address of the emulated IMS, such as <c>http://127.0.0.1:40001/</c>; with
    /// <see cref="ImsEmulatorOptions.ServerCertificate"/> it begins with <c>https</c>.</summary>
    public Uri ImsEndpoint => _host.ImsEndpoint;

    /// <summary>The address of the protected API; its port is another one than that of <see cref="ImsEndpoint"/>.</summary>
    public Uri ApiEndpoint => _host.ApiEndpoint;

    /// <summary>The root of the client secrets API of Adobe's console, <c>console/</c> below <see cref="ApiEndpoint"/>.</summary>
    /// <remarks>
    /// It takes GET and POST at <c>organizations/{orgId}/credentials/{credentialId}/secrets</c>, with the two ids of the console, and
    /// DELETE at <c>…/secrets/{uuid}</c>; each with <c>x-api-key</c>, and a token of a credential of the organization that has the scope
    /// <c>read_client_secret</c> (GET) or <c>manage_client_secrets</c>. A credential has two secrets at most; the last one can be deleted,
    /// though it is not known whether Adobe lets one.
    /// </remarks>
    public Uri ConsoleEndpoint => new(ApiEndpoint, SecretsRoute.Root);

    /// <summary>The credential that is there from the start, with random values.</summary>
    public EmulatedCredential Credential { get; }

    /// <summary>
    /// The section <c>AdobeServerAuth</c> for <see cref="Credential"/>, made anew at each read; what
    /// <see cref="ConfigurationOf(EmulatedCredential)"/> gives.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, string?> Configuration => ConfigurationOf(Credential);

    /// <summary>
    /// How many requests have reached the IMS port, the refused ones included, but not those to validate or invalidate a token.
    /// </summary>
    public int TokenRequestCount => _state.TokenRequests.Count;

    /// <summary>How many access tokens have been issued.</summary>
    public int IssuedTokenCount => _state.Tokens.IssuedCount;

    /// <summary>How many requests have reached the API port, the refused ones included.</summary>
    public int ApiRequestCount => _state.ApiRequests.Count;

    /// <summary>
    /// The requests that reached the IMS port, oldest first, but for those to validate or invalidate a token: a copy, of the newest 10,000.
    /// </summary>
    /// <remarks>A request is here before its answer is sent, so whoever has the answer finds it.</remarks>
    public IReadOnlyList<EmulatedTokenRequest> TokenRequests => _state.TokenRequests.Snapshot();

    /// <summary>The requests that reached the API port, those to the console included, oldest first: a copy, of the newest 10,000.</summary>
    /// <remarks>A request is here before its answer is sent, so whoever has the answer finds it.</remarks>
    public IReadOnlyList<EmulatedApiRequest> ApiRequests => _state.ApiRequests.Snapshot();

    /// <summary>Starts an emulator with the default options.</summary>
    /// <param name="cancellationToken">Ends the start, not the emulator.</param>
    /// <returns>The running emulator; dispose it to stop it.</returns>
    /// <exception cref="IOException">No port could be opened on 127.0.0.1.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "A cancellation token is the one optional parameter of the house.")]
    public static Task<ImsEmulator> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(new ImsEmulatorOptions(), cancellationToken);

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How it behaves; changes after the start have no effect.</param>
    /// <param name="cancellationToken">Ends the start, not the emulator.</param>
    /// <returns>The running emulator; dispose it to stop it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The usages of the server certificate do not include that of a server.</exception>
    /// <exception cref="IOException">No port could be opened on 127.0.0.1.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "A cancellation token is the one optional parameter of the house.")]
    public static async Task<ImsEmulator> StartAsync(ImsEmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var state = new EmulatorState(new TokenIssuer(options.TimeProvider, options.TokenLifetime), options.TimeProvider);
        var gateway = new Gateway(state.Tokens, options.RequireApiKey, options.RequireOrganizationId);
        var credential = state.Credentials.Add(new EmulatedCredential());
        var host = await EmulatorHost.StartAsync(
            new LoopbackListener(new ImsSite(state).AnswerAsync, options.ServerCertificate),
            new LoopbackListener(new ApiSite(gateway, state).AnswerAsync, certificate: null),
            cancellationToken).ConfigureAwait(false);
        return new ImsEmulator(host, state, credential);
    }

    /// <summary>Makes one more credential known, with random values.</summary>
    /// <returns>The new credential.</returns>
    public EmulatedCredential AddCredential() => AddCredential(new EmulatedCredential());

    /// <summary>Makes one more credential known.</summary>
    /// <param name="credential">The credential; secrets and certificates that are added to it later count at once.</param>
    /// <returns>The same credential.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="credential"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A credential with the same client id, or the same two ids of the console, is known already.</exception>
    public EmulatedCredential AddCredential(EmulatedCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return _state.Credentials.Add(credential);
    }

    /// <summary>
    /// The section <c>AdobeServerAuth</c> for a credential as OAuth Server-to-Server: <c>ClientId</c>, <c>ClientSecret</c> (the
    /// newest), <c>Scopes</c> (joined with commas), <c>OrganizationId</c> and <c>ImsEndpoint</c>.
    /// </summary>
    /// <param name="credential">The credential; it need not be known to this emulator.</param>
    /// <returns>A new dictionary, which holds the secret.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="credential"/> is <see langword="null"/>.</exception>
    public IReadOnlyDictionary<string, string?> ConfigurationOf(EmulatedCredential credential) =>
        ConfigurationIn(CredentialConfiguration.DefaultSection, credential);

    /// <summary>
    /// The section <c>AdobeServerAuth</c> for a credential as Service Account (JWT): <c>Flow</c> (<c>Jwt</c>), <c>ClientId</c>,
    /// <c>ClientSecret</c> (the newest), <c>OrganizationId</c>, <c>ImsEndpoint</c>, <c>Jwt:TechnicalAccountId</c>,
    /// <c>Jwt:MetaScopes</c> (joined with commas) and <c>Jwt:PrivateKey</c> (PEM).
    /// </summary>
    /// <param name="credential">The credential; it need not be known to this emulator.</param>
    /// <param name="keyPair">The key that signs; whether it belongs to the credential is not checked.</param>
    /// <returns>A new dictionary, which holds the secret and the private key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public IReadOnlyDictionary<string, string?> ConfigurationOf(EmulatedCredential credential, EmulatedKeyPair keyPair) =>
        ConfigurationIn(CredentialConfiguration.DefaultSection, credential, keyPair);

    /// <summary>As <see cref="ConfigurationOf(EmulatedCredential)"/>, in the section of a named credential.</summary>
    /// <param name="name">The name; the keys begin with <c>AdobeServerAuth:</c>, the name and a colon.</param>
    /// <param name="credential">The credential; it need not be known to this emulator.</param>
    /// <returns>A new dictionary, which holds the secret.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    public IReadOnlyDictionary<string, string?> ConfigurationOf(string name, EmulatedCredential credential) =>
        ConfigurationIn(CredentialConfiguration.SectionOf(name), credential);

    /// <summary>
    /// As <see cref="ConfigurationOf(EmulatedCredential, EmulatedKeyPair)"/>, in the section of a named credential.
    /// </summary>
    /// <param name="name">The name; the keys begin with <c>AdobeServerAuth:</c>, the name and a colon.</param>
    /// <param name="credential">The credential; it need not be known to this emulator.</param>
    /// <param name="keyPair">The key that signs; whether it belongs to the credential is not checked.</param>
    /// <returns>A new dictionary, which holds the secret and the private key.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    public IReadOnlyDictionary<string, string?> ConfigurationOf(string name, EmulatedCredential credential, EmulatedKeyPair keyPair) =>
        ConfigurationIn(CredentialConfiguration.SectionOf(name), credential, keyPair);

    /// <summary>Revokes all access tokens that have been issued so far: the API refuses them from now on with 401013.</summary>
    /// <remarks>Unlike Adobe's gateway, which remembers a valid token for a minute and more, the emulated one notices at once.</remarks>
    public void RevokeTokens() => _state.Tokens.RevokeAll();

    /// <summary>Revokes one access token: the API refuses it from now on with 401013.</summary>
    /// <param name="accessToken">The token.</param>
    /// <returns>Whether it was valid until now; <see langword="false"/> for one that is unknown, expired or revoked already.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="accessToken"/> is <see langword="null"/>.</exception>
    public bool RevokeToken(string accessToken)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        return _state.Tokens.Revoke(accessToken);
    }

    /// <summary>How many requests are still to meet a fault that was queued by <see cref="FailNext(ImsFault)"/>.</summary>
    public int PendingFaultCount => _state.Faults.PendingCount;

    /// <summary>Queues a fault: one request to the IMS port meets it, after those that meet the faults queued before.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <remarks>
    /// Each HTTP request takes one, whatever its method, path and form, once it has been read to its end; but requests to validate or
    /// invalidate a token take none.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is <see langword="null"/>.</exception>
    public void FailNext(ImsFault fault) => FailNext(fault, times: 1);

    /// <summary>Queues a fault for several requests, as so many calls of <see cref="FailNext(ImsFault)"/> would.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">For how many requests: one or more.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public void FailNext(ImsFault fault, int times)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _state.Faults.Add(fault, FaultRules.Times(times));
    }

    /// <summary>
    /// Has a share of the requests to the IMS port that can meet a fault fail from now on: of those that meet no queued one, spread evenly
    /// and without chance. Of 10 in a row, a share of 0.3 is 3. It takes the place of an earlier share.
    /// </summary>
    /// <param name="share">The share, from 0 (none) to 1 (all).</param>
    /// <param name="fault">What goes wrong.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not from 0 to 1.</exception>
    public void FailShare(double share, ImsFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _state.Faults.Share(FaultRules.Share(share), fault);
    }

    /// <summary>Forgets the queued faults and the share. Requests that have met their fault already are not helped.</summary>
    public void StopFailing() => _state.Faults.Clear();

    /// <summary>
    /// Closes the ports at once; requests that still run are cut off. What was counted and recorded stays readable. More
    /// calls do nothing.
    /// </summary>
    /// <returns>A task that ends when the ports are closed.</returns>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>The two addresses.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() => $"IMS at {ImsEndpoint}, API at {ApiEndpoint}";

    private Dictionary<string, string?> ConfigurationIn(string section, EmulatedCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new CredentialConfiguration(section, ImsEndpoint).OAuth(credential);
    }

    private Dictionary<string, string?> ConfigurationIn(string section, EmulatedCredential credential, EmulatedKeyPair keyPair)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(keyPair);
        return new CredentialConfiguration(section, ImsEndpoint).Jwt(credential, keyPair);
    }
}
