using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Flows;

// What the providers of both flows have in common.
internal static class FlowRequest
{
    public static TokenRequest Of(CredentialSettings settings, Func<CancellationToken, ValueTask<TokenForm>> newForm) => new()
    {
        Flow = settings.Flow,
        Endpoint = settings.TokenEndpoint,
        NewForm = newForm,
        IsSignedByCode = settings.IsSignedByCode,
        ClientId = settings.ClientId,
        OrganizationId = settings.OrganizationId,
        CredentialName = settings.Name,
    };

    // A provider of one flow can do nothing with the options of the other.
    public static CredentialSettings Settings(ServerAuthFlow flow, AdobeServerAuthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = string.IsNullOrWhiteSpace(options.CredentialFile) ? null : CredentialSettings.From(null, options);
        if ((settings?.Flow ?? options.Flow ?? ServerAuthFlow.OAuth) is (ServerAuthFlow.OAuth or ServerAuthFlow.Jwt) and var other && other != flow)
        {
            settings?.Dispose();
            throw new ArgumentException(
                $"The options have {nameof(AdobeServerAuthOptions.Flow)} {other}, and this provider is for {flow}. TokenProvider.Create makes the right one for either.",
                nameof(options));
        }

        return settings ?? CredentialSettings.From(null, options);
    }
}
