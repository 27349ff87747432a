using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Credentials that come and go at run time: a table in memory, as one of tenants.</summary>
internal sealed class CredentialTable : IConfigureNamedOptions<AdobeServerAuthOptions>
{
    private readonly ConcurrentDictionary<string, Action<AdobeServerAuthOptions>> _rows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _reads = new(StringComparer.Ordinal);

    public Action<AdobeServerAuthOptions> this[string name]
    {
        set => _rows[name] = value;
    }

    /// <summary>A valid credential whose client id is its name.</summary>
    public void Add(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            this[name] = App.Fill(options => options.ClientId = name);
        }
    }

    public void Remove(string name) => _rows.TryRemove(name, out _);

    /// <summary>How often the options of a name were made.</summary>
    public int ReadsOf(string name) => _reads.GetValueOrDefault(name);

    public void Configure(AdobeServerAuthOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, AdobeServerAuthOptions options)
    {
        _reads.AddOrUpdate(name!, 1, static (_, count) => count + 1);
        if (_rows.TryGetValue(name!, out var configure))
        {
            configure(options);
        }
    }
}
