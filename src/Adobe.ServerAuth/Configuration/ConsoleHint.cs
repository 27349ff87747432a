namespace Adobe.ServerAuth.Configuration;

// Where a value is found in the Adobe Developer Console.
internal static class ConsoleHint
{
    private const string Credential = "Find it in the Adobe Developer Console (https://developer.adobe.com/console): your project > OAuth Server-to-Server > ";

    public const string ClientId = Credential + "Client ID.";
    public const string ClientSecret = Credential + "Retrieve client secret.";
    public const string Scopes = Credential + "Scopes.";
    public const string OrganizationId = Credential + "Organization ID.";
    public const string ImsEndpoint = "Leave it out for Adobe's production IMS, https://ims-na1.adobelogin.com, which issues the credentials of the Adobe Developer Console.";
    public const string TokenEndpoint = "Leave it out unless the product's page in the Adobe Developer Console documents a token endpoint of its own.";
    public const string Flow = "The Adobe Developer Console names the kind of a credential in its title: \"OAuth Server-to-Server\" is OAuth.";
    public const string NotInConsole = "It is no value of Adobe's console; leave it out for the default.";
}
