using System.Diagnostics;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// One client secret, and what it is called where it was set.
internal sealed class ClientSecret
{
    private readonly Func<CancellationToken, ValueTask<string>>? _source;

    private readonly bool _isEmulator;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _value;

    public ClientSecret(string name, string value) => (Name, _value) = (name, value);

    public ClientSecret(string name, Func<CancellationToken, ValueTask<string>> source, bool isEmulator) => (Name, _source, _isEmulator) = (name, source, isEmulator);

    public string Name { get; }

    // The application's code is asked, and waited for no longer than this; null when it took longer.
    public async ValueTask<string?> GetAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (_source is null)
        {
            return _value;
        }

        var (isInTime, value) = await BoundedCall.RunAsync(_source, limit, clock, cancellationToken).ConfigureAwait(false);
        return isInTime ? Checked(value) : null;
    }

    private string Checked(string? value) =>
        string.IsNullOrWhiteSpace(value) || !SecretText.IsValid(value!)
            ? throw new UnusableSecretException("What it returned is empty, or has blanks, line breaks or control characters in it or around it. Some of them are invisible.")
            : ValueRules.OfSecret(value!, _isEmulator) is { } fault ? throw new UnusableSecretException($"What it returned {fault.TrimEnd()}") : value!;
}
