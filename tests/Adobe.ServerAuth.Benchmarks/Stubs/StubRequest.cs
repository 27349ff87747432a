using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// The least that a header can be set on: one slot, since one header is set.
internal sealed class StubRequest : Request
{
    private string? _name;
    private string? _value;

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override void SetHeader(string name, string value) => (_name, _value) = (name, value);

    protected override void AddHeader(string name, string value) => SetHeader(name, value);

    protected override bool ContainsHeader(string name) => string.Equals(name, _name, StringComparison.OrdinalIgnoreCase);

    protected override bool RemoveHeader(string name)
    {
        var had = ContainsHeader(name);
        if (had)
        {
            (_name, _value) = (null, null);
        }

        return had;
    }

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _name is null ? [] : [new(_name, _value!)];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = ContainsHeader(name) ? _value : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
