namespace Adobe.ServerAuth.TokenEndpoint;

// docs/ims-protocol.md 1.5: the JWT exchange answers in milliseconds, the token endpoints in seconds.
internal enum ExpiresInUnit
{
    Seconds,
    Milliseconds,
}
