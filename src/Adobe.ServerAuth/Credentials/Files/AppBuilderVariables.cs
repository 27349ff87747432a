namespace Adobe.ServerAuth.Credentials;

// The variables that App Builder and the aio command line leave in .env files and in the environment (docs/ims-protocol.md 8.5), and those of the samples of
// PDF Services (8.4).
internal static class AppBuilderVariables
{
    private const string Action = "IMS_OAUTH_S2S_";
    private const string Pdf = "PDF_SERVICES_";
    private const string Context = "AIO_IMS_CONTEXTS_";
    private const char Underscore = '\u0001';

    public static IReadOnlyList<FoundCredential> Read(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var contexts = new SortedDictionary<string, CredentialFields>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            if (NameOf(variable.Key) is var (context, field))
            {
                if (!contexts.TryGetValue(context, out var fields))
                {
                    contexts[context] = fields = new CredentialFields();
                }

                fields.Add(field, variable.Value);
            }
        }

        // Those of a sample are meant only where there are no others.
        var name = Pdf.TrimEnd('_');
        if (contexts.Any(context => context.Key != name && context.Value.Has("client_id")))
        {
            contexts.Remove(name);
        }

        return [.. contexts.Where(context => context.Value.Has("client_id")).Select(context => Credential(context.Key, context.Value))];
    }

    private static FoundCredential Credential(string context, CredentialFields fields)
    {
        var isJwt = fields.Has("meta_scopes") && !fields.Has("scopes");
        return ConsoleShapes.OfFields(fields, isJwt ? ServerAuthFlow.Jwt : ServerAuthFlow.OAuth) with
        {
            Name = context,
            TokenEndpoint = context + "_" == Pdf ? ProductShapes.PdfServices : null,
        };
    }

    // In a context's name and in its fields one underscore separates, and two are one.
    private static (string Context, string Field)? NameOf(string variable)
    {
        foreach (var prefix in new[] { Action, Pdf })
        {
            if (variable.StartsWith(prefix, StringComparison.Ordinal))
            {
                return (prefix.TrimEnd('_'), variable.Substring(prefix.Length));
            }
        }

        if (!variable.StartsWith(Context, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = variable.Substring(Context.Length).Replace("__", Underscore.ToString()).Split('_');
        return parts.Length == 2 ? (parts[0].Replace(Underscore, '_'), parts[1].Replace(Underscore, '_')) : null;
    }
}
