namespace Adobe.ServerAuth.Caching;

// Why a new token is wanted: the texts are those of telemetry.
internal static class RenewalCause
{
    public const string None = "none";
    public const string Expired = "expired";
    public const string Due = "due";
    public const string Rejected = "rejected";
}
