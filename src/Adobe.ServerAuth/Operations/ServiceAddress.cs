namespace Adobe.ServerAuth.Operations;

internal static class ServiceAddress
{
    // A token or a secret is sent there.
    public static Uri Checked(Uri address, string name) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new ArgumentException("The address must begin with https:// (or http:// on a loopback host, for an emulator), without user name, query and fragment: secrets are sent to it.", name);
}
