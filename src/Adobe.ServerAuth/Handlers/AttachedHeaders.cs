namespace Adobe.ServerAuth.Handlers;

// Which headers were put on a request.
[Flags]
internal enum AttachedHeaders : byte
{
    None = 0,
    Authorization = 1,
    ApiKey = 2,
    OrganizationId = 4,

    // It had none of its own.
    Only = 8,
}
