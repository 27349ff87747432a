namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>
/// Which fields an endpoint takes, and from where. No text here repeats what a caller sent: a misplaced secret would show.
/// </summary>
internal sealed class FieldRules(FieldSource[] sources, string[] once, string[] repeatable)
{
    public ImsReply? Check(ImsRequest request)
    {
        if (request.Defect is { } defect)
        {
            return ImsReply.Malformed(defect);
        }

        if (request.Fields.Any(field => !sources.Contains(field.Source)))
        {
            return ImsReply.Malformed("parameters in a part of the request where they are not accepted");
        }

        if (request.Fields.Any(field => !once.Contains(field.Name) && !repeatable.Contains(field.Name)))
        {
            return ImsReply.Malformed("unknown parameter");
        }

        var repeated = once.FirstOrDefault(name => request.Fields.Count(field => field.Name == name) > 1);
        return repeated is null ? null : ImsReply.Malformed($"repeated {repeated} parameter");
    }
}
