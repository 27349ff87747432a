namespace Adobe.ServerAuth.Configuration;

// Where a value is found in the Adobe Developer Console.
internal static class ConsoleHint
{
    private const string Credential = "Find it in the Adobe Developer Console (https://developer.adobe.com/console): your project > OAuth Server-to-Server > ";

    private const string ServiceAccount = "Find it in the Adobe Developer Console (https://developer.adobe.com/console): your project > Service Account (JWT) > ";

    public const string ClientId = Credential + "Client ID.";
    public const string ClientSecret = Credential + "Retrieve client secret.";
    public const string Scopes = Credential + "Scopes.";
    public const string OrganizationId = Credential + "Organization ID.";
    public const string ImsEndpoint = "Leave it out for Adobe's production IMS, https://ims-na1.adobelogin.com, which issues the credentials of the Adobe Developer Console.";
    public const string TokenEndpoint = "Leave it out unless the product's page in the Adobe Developer Console documents a token endpoint of its own.";
    public const string Flow = "The Adobe Developer Console names the kind of a credential in its title: \"OAuth Server-to-Server\" is OAuth, \"Service Account (JWT)\" is Jwt; AEM's service credentials are Jwt.";
    public const string JwtClientId = ServiceAccount + "Client ID (clientId in AEM's file).";
    public const string JwtClientSecret = ServiceAccount + "Retrieve client secret (clientSecret in AEM's file).";
    public const string JwtOrganizationId = ServiceAccount + "Organization ID (org in AEM's file).";
    public const string TechnicalAccountId = ServiceAccount + "Technical Account ID (id in AEM's file).";
    public const string MetaScopes = ServiceAccount + "Generate JWT (metascopes in AEM's file).";
    public const string PrivateKey = "It is the private.key of the key pair that was generated for the Service Account (JWT) credential (privateKey in the file of AEM's Developer Console); Adobe keeps no copy.";
    public const string NotInConsole = "It is no value of Adobe's console; leave it out for the default.";
}
