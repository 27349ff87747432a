using System.Diagnostics;
using Adobe.ServerAuth.Testing.Emulator;

namespace Adobe.ServerAuth.Testing;

/// <summary>
/// An OAuth Server-to-Server credential that an <see cref="ImsEmulator"/> knows. What is not set is random and looks like
/// Adobe's own. All members are safe to use from several threads; neither <see cref="ToString"/> nor the debugger shows a secret.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EmulatedCredential
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private volatile IReadOnlyList<string> _clientSecrets = [RandomValues.ClientSecret()];

    /// <summary>The client id (API key): 32 lower-case hexadecimal digits by default.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string ClientId { get; init => field = Given(value); } = RandomValues.ClientId();

    /// <summary>
    /// The secrets that are valid now, oldest first: one by default. The list is a copy that does not change; use
    /// <see cref="AddClientSecret()"/> and <see cref="RemoveClientSecret"/> to rotate.
    /// </summary>
    /// <exception cref="ArgumentException">The value or a secret in it is <see langword="null"/> or blank.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> ClientSecrets { get => _clientSecrets; init => _clientSecrets = Given(value); }

    /// <summary>The scopes that are granted: <c>openid</c>, <c>AdobeID</c> and <c>read_organizations</c> by default.</summary>
    /// <exception cref="ArgumentException">The value or a scope in it is <see langword="null"/> or blank.</exception>
    public IReadOnlyList<string> Scopes { get; init => field = Given(value); } = ["openid", "AdobeID", "read_organizations"];

    /// <summary>The organization that owns the credential: 24 upper-case hexadecimal digits and <c>@AdobeOrg</c> by default.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string OrganizationId { get; init => field = Given(value); } = RandomValues.OrganizationId();

    /// <summary>The id of the technical account, which tokens carry as <c>user_id</c>; it ends in <c>@techacct.adobe.com</c>.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string TechnicalAccountId { get; init => field = Given(value); } = RandomValues.TechnicalAccountId();

    /// <summary>The e-mail address of the technical account: a GUID before <c>@techacct.adobe.com</c>. It is not the id.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="null"/> or blank.</exception>
    public string TechnicalAccountEmail { get; init => field = Given(value); } = RandomValues.TechnicalAccountEmail();

    /// <summary>Adds a random secret; the ones before it stay valid.</summary>
    /// <returns>The new secret.</returns>
    public string AddClientSecret() => AddClientSecret(RandomValues.ClientSecret());

    /// <summary>Adds a secret; the ones before it stay valid. Adding one that is there already changes nothing.</summary>
    /// <param name="clientSecret">The secret to add.</param>
    /// <returns>The same secret.</returns>
    /// <exception cref="ArgumentException"><paramref name="clientSecret"/> is <see langword="null"/> or blank.</exception>
    public string AddClientSecret(string clientSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        lock (_gate)
        {
            _clientSecrets = [.. _clientSecrets.Where(secret => secret != clientSecret), clientSecret];
        }

        return clientSecret;
    }

    /// <summary>
    /// Deletes a secret: token requests with it are refused from now on. As with Adobe, tokens that were issued for it stay valid.
    /// </summary>
    /// <param name="clientSecret">The secret to delete.</param>
    /// <returns>Whether it was one of <see cref="ClientSecrets"/>.</returns>
    public bool RemoveClientSecret(string clientSecret)
    {
        lock (_gate)
        {
            var before = _clientSecrets;
            _clientSecrets = [.. before.Where(secret => secret != clientSecret)];
            return _clientSecrets.Count < before.Count;
        }
    }

    /// <summary>The client id and the organization, without secrets.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() => $"{ClientId} of {OrganizationId}";

    private static string Given(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return value;
    }

    private static IReadOnlyList<string> Given(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(Given)];
    }
}
