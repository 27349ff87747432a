using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.TokenEndpoint;

// One attempt of a token request.
internal sealed class TokenAttempt(TokenRequest request, TokenForm form, DateTimeOffset startedAt)
{
    public TokenRequest Request { get; } = request;

    public TokenForm Form { get; } = form;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public SecretFilter Secrets => Form.Secrets;
}
