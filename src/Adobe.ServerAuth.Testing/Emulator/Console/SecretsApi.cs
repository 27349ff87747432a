using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Lists, adds and deletes the client secrets of a credential, for any credential of its organization (docs/ims-protocol.md §6).</summary>
internal sealed class SecretsApi(EmulatorState state)
{
    private const int MostSecrets = 2;

    private readonly Gateway _gateway = new(state.Tokens, requireApiKey: true, requireOrganizationId: false);

    public ApiReply Answer(HttpRequest request)
    {
        var verdict = _gateway.Judge(request.Headers);
        return verdict is { ErrorCode: null, Token: { } token } ? Answer(request, token) : ApiReply.Refused(verdict);
    }

    private ApiReply Answer(HttpRequest request, IssuedToken token)
    {
        var reply = new SecretsReply(token);
        if (SecretsRoute.Find(request.Path) is not { } route)
        {
            return reply.NotFound();
        }

        if (route.ScopeOf(request.Method) is not { } scope)
        {
            return reply.MethodNotAllowed(route.Allow);
        }

        if (!token.Scopes.Contains(scope))
        {
            return reply.ScopeMissing();
        }

        if (route.HasConsoleIds && token.Credential.ConsoleOrganizationId != route.OrganizationId)
        {
            return reply.OrganizationOfOthers();
        }

        if (state.Credentials.FindInConsole(route.OrganizationId, route.CredentialId) is not { } credential)
        {
            return reply.NotFound();
        }

        return HttpMethods.IsGet(request.Method) ? reply.List(credential)
            : credential.IsMigrationPending ? reply.MigrationPending()
            : route.SecretId is { } id ? Delete(credential, id, reply)
            : Add(credential, reply);
    }

    private ApiReply Add(EmulatedCredential credential, SecretsReply reply) =>
        credential.Secrets.TryAdd(RandomValues.ClientSecret(), state.Clock.GetUtcNow(), MostSecrets) is { } added
            ? reply.Added(added)
            : reply.SecretsAtMost();

    private static ApiReply Delete(EmulatedCredential credential, string secretId, SecretsReply reply) =>
        credential.Secrets.RemoveById(secretId) ? reply.Deleted() : reply.NotFound();
}
