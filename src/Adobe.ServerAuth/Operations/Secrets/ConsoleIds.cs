namespace Adobe.ServerAuth.Operations.Secrets;

// docs/ims-protocol.md 6: this API has numbers of its own for organizations and credentials.
internal static class ConsoleIds
{
    private const string Where =
        "It is part of the address of the credential's page in the Adobe Developer Console (…/projects/{organization}/{project}/credentials/{credential}/details/oauthservertoserver), and of the file that a project's page downloads";

    public static string Organization(string value, string name) => Checked(
        value,
        name,
        value.Contains('@') ? "is the organization's name in IMS (…@AdobeOrg), and this API wants its number" : "must be the organization's number",
        Where + ": project.org.id.");

    public static string Credential(string value, string name) => Checked(
        value,
        name,
        value.Length == 32 && value.All(IsHex) ? "is the client id, and this API wants the credential's number" : "must be the credential's number",
        Where + ": id of an entry in credentials.");

    // It becomes a part of an address.
    public static string Secret(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return value.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_') ? value
            : throw new ArgumentException("The identifier of a secret (Id, uuid) has letters, digits and hyphens alone. It is not the secret itself.", name);
    }

    private static string Checked(string value, string name, string fault, string where) =>
        value.Length > 0 && value.All(c => c is >= '0' and <= '9') ? value : throw new ArgumentException($"The {name} {fault}: digits alone. {where}", name);

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
