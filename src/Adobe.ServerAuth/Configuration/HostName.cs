namespace Adobe.ServerAuth.Configuration;

// The host of an address as it is looked up and compared. Null where there is none, or one that can be no host, though it is in an address
// that was taken for well-formed: one with a character that spells a slash, say.
internal static class HostName
{
    public static string? Of(Uri? address)
    {
        if (address is not { IsAbsoluteUri: true })
        {
            return null;
        }

        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
