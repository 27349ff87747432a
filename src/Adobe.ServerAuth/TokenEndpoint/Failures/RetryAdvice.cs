namespace Adobe.ServerAuth.TokenEndpoint;

// Whether another attempt may end better.
internal enum RetryAdvice
{
    Never,

    // One more try tells whether it passes.
    Once,

    AsConfigured,
}
