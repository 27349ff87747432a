namespace Adobe.ServerAuth.Handlers;

// Which headers of concern here a request had before any was put on it.
[Flags]
internal enum CallersHeaders : byte
{
    None = 0,

    // Of whatever name.
    Any = 1,
    Host = 2,
    Authorization = 4,
    BlankAuthorization = 8,
    ApiKey = 16,
    OrganizationId = 32,

    // Those because of which a request has to be looked at closer.
    Unusual = Host | Authorization,
}
