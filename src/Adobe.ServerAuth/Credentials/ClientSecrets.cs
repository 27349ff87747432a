using System.Diagnostics;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// The client secrets of a credential. Of two, the one that worked last is sent first.
internal sealed class ClientSecrets(AdobeServerAuthOptions options)
{
    // Adobe's secrets have 36 characters and more, made at random. What is short may have been made up, and could be guessed by who reads what is
    // sealed with it.
    public const int ShortestToShare = 24;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _first = options.ClientSecret;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _alternate = string.IsNullOrEmpty(options.AlternateClientSecret) ? null : options.AlternateClientSecret;

    private readonly Func<CancellationToken, ValueTask<string>>? _source = options.ClientSecretSource;
    private readonly bool _isEmulator = ValueRules.IsEmulator(options);
    private volatile bool _prefersAlternate;

    // Those that there are, in the order in which they are sent.
    public IEnumerable<ClientSecret> EachOnce()
    {
        ClientSecret first = _source is null ? new(nameof(AdobeServerAuthOptions.ClientSecret), _first!) : new(nameof(AdobeServerAuthOptions.UseClientSecret), _source, _isEmulator);
        return _alternate is null ? [first] : _prefersAlternate ? [Alternate(_alternate), first] : [first, Alternate(_alternate)];
    }

    // What may be tried, one after the other, in one token request: a vault is asked again, in case it has a new one by then.
    public IEnumerable<ClientSecret> InOrder()
    {
        ClientSecret[] first = _source is null ? [new(nameof(AdobeServerAuthOptions.ClientSecret), _first!)]
            : [new(nameof(AdobeServerAuthOptions.UseClientSecret), _source, _isEmulator), new(nameof(AdobeServerAuthOptions.UseClientSecret) + " (asked again)", _source, _isEmulator)];
        ClientSecret[] second = _alternate is null ? [] : [Alternate(_alternate)];
        return _prefersAlternate ? [.. second, .. first] : [.. first, .. second];
    }

    // The keys whose secrets can not be shared with; what a vault has is not known before it is asked.
    public IEnumerable<string> TooShortToShare()
    {
        if (_source is null && _first!.Length < ShortestToShare)
        {
            yield return nameof(AdobeServerAuthOptions.ClientSecret);
        }

        if (_alternate?.Length < ShortestToShare)
        {
            yield return nameof(AdobeServerAuthOptions.AlternateClientSecret);
        }
    }

    public void Prefer(ClientSecret secret) => _prefersAlternate = secret.Name == nameof(AdobeServerAuthOptions.AlternateClientSecret);

    // The application's code is the same where it is written, whatever it holds on to.
    public bool SameAs(ClientSecrets other) => (_first, _alternate) == (other._first, other._alternate) && _source?.Method == other._source?.Method;

    public void PreferAs(ClientSecrets old) => _prefersAlternate = old._prefersAlternate && SameAs(old);

    private static ClientSecret Alternate(string value) => new(nameof(AdobeServerAuthOptions.AlternateClientSecret), value);
}
