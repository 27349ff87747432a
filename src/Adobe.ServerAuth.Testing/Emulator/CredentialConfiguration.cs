namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The configuration section of a credential, in the forms that <c>AddAdobeServerAuth</c> reads.</summary>
internal sealed class CredentialConfiguration(string section, Uri imsEndpoint)
{
    public const string DefaultSection = "AdobeServerAuth";

    public static string SectionOf(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return $"{DefaultSection}:{name}";
    }

    public Dictionary<string, string?> OAuth(EmulatedCredential credential)
    {
        var values = Common(credential);
        values[Key("Scopes")] = string.Join(',', credential.Scopes);
        return values;
    }

    public Dictionary<string, string?> Jwt(EmulatedCredential credential, EmulatedKeyPair keyPair)
    {
        var values = Common(credential);
        values[Key("Flow")] = "Jwt";
        values[Key("Jwt:TechnicalAccountId")] = credential.TechnicalAccountId;
        values[Key("Jwt:MetaScopes")] = string.Join(',', credential.MetaScopes);
        values[Key("Jwt:PrivateKey")] = keyPair.PrivateKey;
        return values;
    }

    private Dictionary<string, string?> Common(EmulatedCredential credential) => new()
    {
        [Key("ClientId")] = credential.ClientId,
        [Key("ClientSecret")] = credential.ClientSecrets is [.., var newest] ? newest : null,
        [Key("OrganizationId")] = credential.OrganizationId,
        [Key("ImsEndpoint")] = imsEndpoint.AbsoluteUri,
    };

    private string Key(string name) => $"{section}:{name}";
}
