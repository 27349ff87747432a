using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Credentials;

// Completes options with the file they name.
internal static class CredentialFileSource
{
    private const string Key = nameof(AdobeServerAuthOptions.CredentialFile);
    private static readonly string Hint = $"It is the file that one of Adobe's consoles offers for download: see {DocumentationLink.To("credentials.md")}.";

    // Null when the file can not be used; the options themselves when they name none.
    public static AdobeServerAuthOptions? Complete(AdobeServerAuthOptions options, OptionRules rules, FollowedFiles files)
    {
        if (string.IsNullOrWhiteSpace(options.CredentialFile))
        {
            return options;
        }

        var path = options.CredentialFile!;
        if (!rules.Check(!path.TrimStart().StartsWith('{'), Key, ValueRules.OfPath(path) ?? "is the content of a file: CredentialFile is the path of one. For a text from a vault call CredentialFile.Apply."))
        {
            return null;
        }

        var content = SecretFile.Read(path, CredentialText.LongestText, Hint, out var fault, out var isOpenToOthers);
        if (!rules.Check(content is not null, Key, ValueRules.OfPath(path) ?? fault!))
        {
            return null;
        }

        files.Add(path, CredentialText.LongestText, content!, isOpenToOthers);
        try
        {
            var completed = options.Copy();
            var found = CredentialText.Read(SecretFile.Text(content!), Path.GetDirectoryName(path));
            FoundOptions.Fill(completed, CredentialChoice.Choose(found, options.CredentialName, options.Flow));
            var valueFault = FaultOfFile(options, completed);
            return rules.Check(valueFault is null, Key, valueFault!) ? completed : null;
        }
        catch (CredentialException e)
        {
            rules.Check(false, Key, "can not be used: " + e.Message);
            return null;
        }
        finally
        {
            Array.Clear(content!, 0, content!.Length);
        }
    }

    // What was set beside the file is checked with all else.
    private static string? FaultOfFile(AdobeServerAuthOptions options, AdobeServerAuthOptions completed)
    {
        var isJwt = completed.Flow == ServerAuthFlow.Jwt;
        var (key, text, _) = ValueRules.Faults(completed, isJwt).Except(ValueRules.Faults(options, isJwt)).FirstOrDefault();
        return key is null ? null : $"names a file whose {key} {text.TrimEnd()}";
    }
}
