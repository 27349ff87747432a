using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth;

/// <summary>
/// Reads the credential files of Adobe's consoles from a text, for those who keep them in a vault. For a file on disk set
/// <see cref="AdobeServerAuthOptions.CredentialFile"/>.
/// </summary>
/// <remarks>
/// Known are: the project file of the Adobe Developer Console, the "Download JSON" of one credential (OAuth Server-to-Server and Service Account),
/// the service credentials of AEM's Developer Console, <c>pdfservices-api-credentials.json</c>, and the <c>.env</c> file of App Builder. Which of
/// them it is, is told from the content. See <c>docs/credentials.md</c>.
/// </remarks>
public static class CredentialFile
{
    /// <summary>
    /// Sets what the text tells and the options do not have yet. <see cref="AdobeServerAuthOptions.CredentialName"/> and
    /// <see cref="AdobeServerAuthOptions.Flow"/>, where they are set, choose one of several credentials.
    /// </summary>
    /// <param name="content">The content of a credential file.</param>
    /// <param name="options">What is to be completed.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="CredentialException">The text is no credential file that is known, or does not tell which credential is meant. The message shows nothing secret.</exception>
    public static void Apply(string content, AdobeServerAuthOptions options)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        FoundOptions.Fill(options, CredentialChoice.Choose(CredentialText.Read(content, null), options.CredentialName, options.Flow));
    }

    /// <summary>
    /// The same with the environment variables of App Builder: <c>IMS_OAUTH_S2S_CLIENT_ID</c> and those beside it, or
    /// <c>AIO_ims_contexts_…</c>, whose contexts are the names of credentials.
    /// </summary>
    /// <param name="options">What is to be completed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="CredentialException">There are no such variables, or they do not tell which credential is meant.</exception>
    public static void ApplyEnvironment(AdobeServerAuthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var variables = Environment.GetEnvironmentVariables();
        var found = AppBuilderVariables.Read(variables.Keys.Cast<string>().Select(name => new KeyValuePair<string, string>(name, (string)variables[name]!)));
        FoundOptions.Fill(options, found.Count > 0 ? CredentialChoice.Choose(found, options.CredentialName, options.Flow) : throw CredentialFileFaults.NoVariables);
    }
}
