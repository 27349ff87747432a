namespace Adobe.ServerAuth.Handlers;

// What a refusal says of the token. Where it says several of these, the last one counts.
internal enum TokenVerdict
{
    Unknown,

    // It is no good, and another may be.
    BadToken,

    // It is not what is wrong, or none that this credential gets is any better.
    OtherReason,
}
