using System.Security.Cryptography;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Random values in the forms that Adobe's console shows.</summary>
internal static class RandomValues
{
    private const string UrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static string ClientId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static string ClientSecret() => "p8e-" + Text(32);

    public static string OrganizationId() => RandomNumberGenerator.GetHexString(24) + "@AdobeOrg";

    public static string TechnicalAccountId() => RandomNumberGenerator.GetHexString(24) + "@techacct.adobe.com";

    public static string TechnicalAccountEmail() => $"{Guid.NewGuid()}@techacct.adobe.com";

    public static string ConsoleId() => RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", 11);

    public static string Text(int length) => RandomNumberGenerator.GetString(UrlSafe, length);
}
