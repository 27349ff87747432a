namespace Adobe.ServerAuth.Credentials;

// Which of the credentials of a file is meant.
internal static class CredentialChoice
{
    public static FoundCredential Choose(IReadOnlyList<FoundCredential> found, string? name, ServerAuthFlow? flow)
    {
        var named = string.IsNullOrWhiteSpace(name) ? found : Named(found, name!.Trim());
        if (named.Count == 0)
        {
            throw CredentialFileFaults.NotThere(name!, found);
        }

        var ofFlow = flow is null ? named : [.. named.Where(one => one.Flow == flow)];
        if (ofFlow.Count == 0)
        {
            throw CredentialFileFaults.OtherFlow(flow!.Value, named);
        }

        var isOne = ofFlow.All(one => one.ClientId is not null) && ofFlow.Select(one => one.ClientId).Distinct(StringComparer.Ordinal).Count() == 1;
        if (ofFlow.Count > 1 && !isOne)
        {
            throw CredentialFileFaults.Ambiguous(ofFlow);
        }

        // One that is being migrated is both, and Adobe's own tools take the newer kind.
        var chosen = ofFlow.FirstOrDefault(one => one.Flow == ServerAuthFlow.OAuth) ?? ofFlow[0];
        return chosen with { ClientSecrets = [.. ofFlow.Where(one => one.Flow == chosen.Flow).SelectMany(one => one.ClientSecrets).Distinct(StringComparer.Ordinal)] };
    }

    private static FoundCredential[] Named(IReadOnlyList<FoundCredential> found, string name)
    {
        var exact = found.Where(one => new[] { one.Name, one.Id, one.ClientId }.Contains(name, StringComparer.Ordinal)).ToArray();
        return exact.Length > 0 ? exact : found.Where(one => new[] { one.Name, one.Id, one.ClientId }.Contains(name, StringComparer.OrdinalIgnoreCase)).ToArray();
    }
}
