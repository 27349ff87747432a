using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.Caching;

// The last failure of a slot, held or not, for who looks at it without its lock.
internal readonly record struct FailureView(TokenRequestFailure Failure, long FailedAt, long HeldUntil, long PauseAskedUntil);
