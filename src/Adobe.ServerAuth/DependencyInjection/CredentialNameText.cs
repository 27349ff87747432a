using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.DependencyInjection;

// How a message names credentials.
internal static class CredentialNameText
{
    private const int MostNames = 20;

    public static string Of(string name) => name.Length == 0 ? "(default)" : $"'{SafeText.Clean(name)}'";

    public static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "none"
        : string.Join(", ", names.Take(MostNames).Select(Of)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");

    // How a sentence about a name that is not known ends.
    public static string DidYouMean(string name, IEnumerable<string> known) => NearMiss.OfName(name, known) is { } near ? $": did you mean {Of(near)}?" : ".";
}
