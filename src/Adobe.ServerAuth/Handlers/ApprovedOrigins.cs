namespace Adobe.ServerAuth.Handlers;

// The beginnings of addresses that were found to take a token: "https://host/". An address that begins so has this scheme, host and port,
// whatever follows, and need not be taken apart again. Some are enough: most clients speak with one or two hosts.
internal sealed class ApprovedOrigins
{
    private const int Most = 16;
    private string[] _prefixes = [];

    public bool Has(Uri? address)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            return false;
        }

        // As it was written, which is the only text of an address that is there without making it.
        var text = address.OriginalString;
        foreach (var prefix in Volatile.Read(ref _prefixes))
        {
            if (text.AsSpan().StartsWith(prefix.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(Uri address)
    {
        // Without user information, which may hold anything.
        var prefix = $"{address.Scheme}://{address.IdnHost}{(address.IsDefaultPort ? "" : $":{address.Port}")}/";
        var known = Volatile.Read(ref _prefixes);
        if (known.Length < Most && Array.IndexOf(known, prefix) < 0 && address.OriginalString.StartsWith(prefix, StringComparison.Ordinal))
        {
            // Two at once may lose one of theirs, which is found again.
            Volatile.Write(ref _prefixes, [.. known, prefix]);
        }
    }
}
