using System.Diagnostics;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.TokenEndpoint;

// What one attempt sends, and what knows its secrets: whatever comes back goes through that.
internal sealed class TokenForm(IReadOnlyList<KeyValuePair<string, string>> fields, SecretFilter secrets)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; } = fields;

    public SecretFilter Secrets { get; } = secrets;
}
