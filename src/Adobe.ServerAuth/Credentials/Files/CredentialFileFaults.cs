using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Credentials;

// What can be wrong with a credential file, each with what to do about it. Names and client ids are shown, values never.
internal static class CredentialFileFaults
{
    private const string Known = "Known are the project file and the credential's \"Download JSON\" of the Adobe Developer Console, the service credentials of AEM's Developer Console, pdfservices-api-credentials.json, and the .env file of App Builder.";

    public static CredentialException Empty => new("The credential file is empty.");

    public static CredentialException TooLong => new("The credential file is too long to be one. " + Known);

    public static CredentialException Unknown => new("The credential file is none that is known. " + Known);

    public static CredentialException NotJson => new("The credential file begins like JSON and is none: it may have been cut or changed. Download it again.");

    public static CredentialException NoVariables => new(
        "There are no credential variables of App Builder in the environment: IMS_OAUTH_S2S_CLIENT_ID and those beside it, or AIO_ims_contexts_….");

    public static CredentialException LocalDevelopmentToken => new(
        "The file holds a local development token of AEM, which acts as the person who made it, ends after 24 hours and is no credential. In AEM's Developer Console open Integrations > Technical Accounts, and take the service credentials (View) from there.");

    public static CredentialException Contradiction(string names) => new($"The credential file says two things about {SafeText.Clean(names)}: leave the one that is right.");

    public static CredentialException ForeignIms => new(
        "The credential file names an IMS host that is not Adobe's, and the client secret would be sent there. If it is meant, set ImsEndpoint beside the file.");

    public static CredentialException None(IEnumerable<string> others)
    {
        var seen = others.Select(ShownText.Name).Where(other => other is not null).Distinct().Take(10).ToArray();
        return new CredentialException(
            "The credential file has no server-to-server credential" + (seen.Length == 0 ? "." : $", only: {string.Join(", ", seen)}.")
            + " Add an OAuth Server-to-Server credential to the project in the Adobe Developer Console, and download the file again.");
    }

    public static CredentialException NotThere(string name, IReadOnlyList<FoundCredential> found) => new(
        $"The credential file has no credential {(ShownText.Name(name) is { } shown ? $"'{shown}'" : "of the name that is set")}. It has: {List(found)}. Set CredentialName to the name, the id or the client id of one of these.");

    public static CredentialException Ambiguous(IReadOnlyList<FoundCredential> found) => new(
        $"The credential file has several credentials: {List(found)}. Set CredentialName to the name, the id or the client id of one of these{(found.Select(one => one.Flow).Distinct().Count() > 1 ? ", or Flow to its kind" : "")}.");

    public static CredentialException OtherFlow(ServerAuthFlow flow, IReadOnlyList<FoundCredential> found) => new(
        $"Flow is {flow}, and the credential file has no credential of that kind. It has: {List(found)}. Leave Flow out, or download the other credential.");

    private static string List(IReadOnlyList<FoundCredential> found) =>
        string.Join("; ", found.Take(20).Select(one => one.ToString())) + (found.Count > 20 ? $"; and {found.Count - 20} more" : "");
}
