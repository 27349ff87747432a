using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Credentials;

internal sealed class CredentialOptionsValidator : IValidateOptions<AdobeServerAuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AdobeServerAuthOptions options)
    {
        var (settings, failures) = CredentialSettings.Read(name, options);
        using (settings)
        {
            return settings is null ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
        }
    }
}
