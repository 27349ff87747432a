using Azure.Core;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

internal sealed class StubTokenCredential : TokenCredential
{
    public override Azure.Core.AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(StubToken.Next(), DateTimeOffset.UtcNow.AddDays(1));

    public override ValueTask<Azure.Core.AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
