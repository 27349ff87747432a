namespace Adobe.ServerAuth.Diagnostics;

// The closed sets of tag values, besides the reasons of the failure catalogue. docs/telemetry.md explains them.
internal static class TelemetryValues
{
    public const string OAuth = "oauth";
    public const string Jwt = "jwt";

    public const string Granted = "granted";
    public const string Refused = "refused";
    public const string Unavailable = "unavailable";
    public const string Cancelled = "cancelled";
    public const string Failed = "failed";
    public const string Brought = "brought";
    public const string Overtaken = "overtaken";

    public const string Taken = "taken";
    public const string Missed = "missed";

    public const string None = "none";
    public const string Expired = "expired";
    public const string Due = "due";
    public const string Rejected = "rejected";

    public const string Credential = "credential";
    public const string OtherError = "_OTHER";
}
