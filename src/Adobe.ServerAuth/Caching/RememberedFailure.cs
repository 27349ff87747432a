using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.Caching;

// A failure that happened a while ago and still holds. Every caller makes an exception of its own from it.
internal sealed class RememberedFailure(TokenRequestFailure failure, TimeSpan age, TimeSpan nextAttemptIn)
{
    public AdobeServerAuthException ToException() => failure.ToException(age, nextAttemptIn);
}
