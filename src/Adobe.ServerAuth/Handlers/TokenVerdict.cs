namespace Adobe.ServerAuth.Handlers;

// What a refusal says of the token.
internal enum TokenVerdict
{
    Unknown,

    // It is no good, and another may be.
    BadToken,

    // It is not what is wrong, or none that this credential gets is any better.
    OtherReason,
}
