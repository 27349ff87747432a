using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Adobe.ServerAuth.Testing.Emulator;

internal static class QueryFields
{
    /// <returns>What is wrong with the query, or null.</returns>
    public static string? Add(QueryString query, List<ImsField> fields)
    {
        if (!UrlEncodedSyntax.IsWellFormed(query.Value))
        {
            return "malformed query";
        }

        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            fields.Add(new ImsField(FieldSource.Query, pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        }

        return null;
    }
}
