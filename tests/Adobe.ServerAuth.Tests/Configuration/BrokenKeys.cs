namespace Adobe.ServerAuth.Tests.Configuration;

/// <summary>Every way that we know of to get one key wrong. Whatever can hold a recognisable value does.</summary>
internal static class BrokenKeys
{
    public const string Console = "Adobe Developer Console";
    private const string ClientId = Console + " (https://developer.adobe.com/console): your project > OAuth Server-to-Server > Client ID";
    private const string Secret = "Retrieve client secret";
    private const string Scopes = "OAuth Server-to-Server > Scopes";
    private const string Organization = "OAuth Server-to-Server > Organization ID";
    private const string Ims = "Leave it out for Adobe's production IMS";
    private const string Endpoint = "Leave it out unless the product's page";
    private const string NoConsoleValue = "leave it out for the default";

    public static string[] AnyDurationThatIsNone { get; } =
        ["300", "10:00", "00:10", "5m", "PT5M", "00:60:00", "24:00:00", "1:2:3:4", Section.Digits, Section.Mark, "", " "];

    // The key, whether zero is allowed, the longest that is, and the next longer one.
    public static (string Key, bool MayBeZero, string Longest, string TooLong)[] Durations { get; } =
    [
        ("Cache:RefreshBeforeExpiry", true, "1.00:00:00", "1.00:00:00.0000001"),
        ("Cache:RefreshJitter", true, "1.00:00:00", "1.00:00:00.0000001"),
        ("Cache:ClockSkew", true, "1.00:00:00", "1.00:00:00.0000001"),
        ("Cache:TransientFailureCooldown", false, "00:05:00", "00:05:00.0000001"),
        ("Cache:PermanentFailureCooldown", false, "00:05:00", "00:05:00.0000001"),
        ("Cache:RejectionCooldown", false, "00:05:00", "00:05:00.0000001"),
        ("TokenRequest:AttemptTimeout", false, "00:05:00", "00:05:00.0000001"),
        ("TokenRequest:TotalTimeout", false, "00:05:00", "00:05:00.0000001"),
        ("TokenRequest:RetryDelay", false, "00:01:00", "00:01:00.0000001"),
    ];

    public static IReadOnlyDictionary<string, BrokenKey> All { get; } = Everything().ToDictionary(pair => pair.Name, pair => pair.Key);

    private static IEnumerable<(string Name, BrokenKey Key)> Everything() =>
        Credential().Concat(Addresses()).Concat(Misspelt()).Concat(Numbers()).Concat(TimeSpans()).Concat(Shapes());

    private static IEnumerable<(string Name, BrokenKey Key)> Credential()
    {
        var mark = Section.Mark;
        yield return ("client id is absent", new("ClientId", "is missing", ClientId, ("ClientId", null)));
        yield return ("client id is empty", new("ClientId", "is missing", ClientId, ("ClientId", "")));
        yield return ("client id is blank", new("ClientId", "is missing", ClientId, ("ClientId", "   ")));
        yield return ("client id ends in a blank", new("ClientId", "without blanks", ClientId, ("ClientId", mark + " ")));
        yield return ("client id has a blank inside", new("ClientId", "without blanks", ClientId, ("ClientId", mark + " b")));
        yield return ("client id has a line break", new("ClientId", "line breaks", ClientId, ("ClientId", mark + "\r\nX-Evil: 1")));
        yield return ("client id is not ASCII", new("ClientId", "visible ASCII", ClientId, ("ClientId", mark + "é")));
        yield return ("secret is absent", new("ClientSecret", "is missing", Secret, ("ClientSecret", null)));
        yield return ("secret is empty", new("ClientSecret", "is missing", Secret, ("ClientSecret", "")));
        yield return ("secret ends in a line break", new("ClientSecret", "line breaks", Secret, ("ClientSecret", mark + "\n")));
        yield return ("secret begins with a blank", new("ClientSecret", "must not have blanks", Secret, ("ClientSecret", " " + mark)));
        yield return ("secret has a control character", new("ClientSecret", "control characters", Secret, ("ClientSecret", mark + "\u0007x")));
        yield return ("scopes are absent", new("Scopes", "is missing", Scopes, ("Scopes", null)));
        yield return ("scopes are empty", new("Scopes", "is missing", Scopes, ("Scopes", "")));
        yield return ("scopes are commas alone", new("Scopes", "is missing", Scopes, ("Scopes", ", ,")));
        yield return ("scopes are separated by blanks", new("Scopes", "separated by commas, not by blanks", Scopes, ("Scopes", $"openid {mark}")));
        yield return ("scopes are not ASCII", new("Scopes", "visible ASCII", Scopes, ("Scopes", $"openid,é{mark}")));
        yield return ("organization lacks its suffix", new("OrganizationId", "followed by @AdobeOrg", Organization, ("OrganizationId", mark)));
        yield return ("organization has another suffix", new("OrganizationId", "looks like the id of a technical account", Organization, ("OrganizationId", mark + "@techacct.adobe.com")));
        yield return ("organization ends in a line break", new("OrganizationId", "followed by @AdobeOrg", Organization, ("OrganizationId", mark + "@AdobeOrg\n")));
        yield return ("flow is unknown", new("Flow", "must be OAuth", Console, ("Flow", mark)));
        yield return ("flow is the number of a flow", new("Flow", "must be OAuth", Console, ("Flow", "0")));
        yield return ("flow is a number", new("Flow", "must be OAuth", Console, ("Flow", Section.Digits)));
        yield return ("flow is a list", new("Flow", "must be OAuth", Console, ("Flow", "OAuth," + mark)));
        yield return ("scopes are set for a product's own endpoint", new("Scopes", "must be left out", "TokenEndpoint", ("TokenEndpoint", "https://pdf-services.adobe.io/token"), ("Scopes", mark)));
    }

    private static IEnumerable<(string Name, BrokenKey Key)> Addresses()
    {
        var mark = Section.Mark;
        foreach (var (key, path, hint) in new[] { ("ImsEndpoint", "", Ims), ("TokenEndpoint", "/ims/token/v3", Endpoint) })
        {
            yield return ($"{key} is http", new(key, "must use https", hint, (key, $"http://{mark}.example.com{path}")));
            yield return ($"{key} is a host alone", new(key, "must begin with https://", hint, (key, $"{mark}.adobelogin.com")));
            yield return ($"{key} is Adobe's host alone", new(key, "must begin with https://", hint, (key, "ims-na1.adobelogin.com")));
            yield return ($"{key} is localhost with a port", new(key, "must begin with https://", hint, (key, "localhost:8080")));
            yield return ($"{key} is of another scheme", new(key, "must begin with https://", hint, (key, $"ftp://{mark}.example.com")));
            yield return ($"{key} is malformed", new(key, "not a well-formed address", hint, (key, $"https://[{mark}")));
            yield return ($"{key} is a scheme alone", new(key, "not a well-formed address", hint, (key, "https://")));
            yield return ($"{key} has a query", new(key, "must not contain user name, query or fragment", hint, (key, $"https://h.example/ims/?{mark}=1")));
            yield return ($"{key} has a fragment", new(key, "must not contain user name, query or fragment", hint, (key, $"https://h.example/ims/#{mark}")));
            yield return ($"{key} has user information", new(key, "must not contain user name, query or fragment", hint, (key, $"https://u:{mark}@h.example/ims/")));
        }

        yield return ("ImsEndpoint has a path", new("ImsEndpoint", "without a path", Ims, ("ImsEndpoint", $"https://h.example/{mark}")));
        yield return ("ImsEndpoint is the whole token address", new("ImsEndpoint", "without a path", Ims, ("ImsEndpoint", "https://ims-na1.adobelogin.com/ims/token/v3")));
    }

    private static IEnumerable<(string Name, BrokenKey Key)> Misspelt()
    {
        var mark = Section.Mark;
        yield return ("ClientSecrte", new("ClientSecrte", "is not a known key", "did you mean ClientSecret?", ("ClientSecrte", mark)));
        yield return ("client_id", new("client_id", "is not a known key", "did you mean ClientId?", ("client_id", mark)));
        yield return ("Scope", new("Scope", "is not a known key", "did you mean Scopes?", ("Scope", mark)));
        yield return ("Cache:RefreshJiter", new("Cache:RefreshJiter", "is not a known key", "did you mean RefreshJitter?", ("Cache:RefreshJiter", mark)));
        yield return ("TokenRequest:MaxRetrys", new("TokenRequest:MaxRetrys", "is not a known key", "did you mean MaxRetries?", ("TokenRequest:MaxRetrys", mark)));
        yield return ("a section that is misspelt", new("TokenRequests", "is not a known key", "did you mean TokenRequest?", ("TokenRequests:MaxRetries", mark)));
        yield return ("a key like no other", new("Colour", "is not a known key", "Known here: Flow, ClientId, ClientSecret, ClientSecretFile, AlternateClientSecret, CredentialFile, CredentialName, Scopes,", ("Colour", mark)));
    }

    private static IEnumerable<(string Name, BrokenKey Key)> Numbers()
    {
        foreach (var value in new[] { Section.Mark, "three", "1.5", "0x10", "99999999999", Section.Digits + Section.Digits, "", " " })
        {
            yield return ($"MaxRetries is '{Show(value)}'", new("TokenRequest:MaxRetries", "must be a whole number", NoConsoleValue, ("TokenRequest:MaxRetries", value)));
        }

        foreach (var value in new[] { "-1", "11", "2147483647", "-2147483648" })
        {
            yield return ($"MaxRetries is '{value}'", new("TokenRequest:MaxRetries", "must be 0 to 10", NoConsoleValue, ("TokenRequest:MaxRetries", value)));
        }

        foreach (var value in new[] { "-1", "0", "4095", "16777217", "2147483647" })
        {
            yield return ($"MaxResponseBytes is '{value}'", new("TokenRequest:MaxResponseBytes", "must be 4096 to 16777216", NoConsoleValue, ("TokenRequest:MaxResponseBytes", value)));
        }
    }

    private static IEnumerable<(string Name, BrokenKey Key)> TimeSpans()
    {
        foreach (var (key, mayBeZero, _, tooLong) in Durations)
        {
            foreach (var value in AnyDurationThatIsNone)
            {
                yield return ($"{key} is '{Show(value)}'", new(key, "must be a duration written hh:mm:ss", NoConsoleValue, (key, value)));
            }

            foreach (var value in new[] { "-00:00:30", "-10675199.02:48:05.4775808", "10675199.02:48:05.4775807", "300.00:00:00", tooLong })
            {
                yield return ($"{key} is '{value}'", new(key, "at most", NoConsoleValue, (key, value)));
            }

            if (!mayBeZero)
            {
                yield return ($"{key} is zero", new(key, "must be more than zero", NoConsoleValue, (key, "00:00:00")));
            }
        }
    }

    private static IEnumerable<(string Name, BrokenKey Key)> Shapes()
    {
        var mark = Section.Mark;
        yield return ("Cache is a value", new("Cache", "must be a section", "not a value", ("Cache", mark)));
        yield return ("TokenRequest is a value", new("TokenRequest", "must be a section", "not a value", ("TokenRequest", mark)));
        yield return ("scopes are array and value", new("Scopes", "both as an array and as one text", "write it as one text with commas", ("Scopes", mark), ("Scopes:0", mark)));
        yield return ("scopes are a section", new("Scopes", "must be an array of texts, or one text with commas", Console, ("Scopes", null), ("Scopes:" + mark, "true")));
        yield return ("scopes are an array of arrays", new("Scopes", "must be an array of texts, or one text with commas", Console, ("Scopes", null), ("Scopes:0:0", mark)));
        foreach (var (key, hint) in new[] { ("ClientId", ClientId), ("ClientSecret", Secret), ("OrganizationId", Organization), ("Flow", ""), ("ImsEndpoint", ""), ("TokenEndpoint", "") })
        {
            yield return ($"{key} is an array", new(key, "must be one value", hint, (key, null), (key + ":0", mark)));
            yield return ($"{key} is a section", new(key, "must be one value", hint, (key, null), (key + ":Value", mark)));
        }

        foreach (var key in new[] { "Cache:ClockSkew", "TokenRequest:MaxRetries" })
        {
            yield return ($"{key} is a section", new(key, "must be one value", "", (key + ":Value", mark)));
        }
    }

    // The names of tests must stay the same from run to run.
    private static string Show(string value) => value.Replace(Section.Mark, "<mark>").Replace(Section.Digits, "<digits>");
}
