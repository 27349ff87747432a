using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Diagnostics;

// The name and password in an address, which the framework quotes when a proxy fails.
internal static class UserInfo
{
    private static readonly Regex InAddress = new(@"//[^/@\r\n]*@", RegexOptions.CultureInvariant);

    public static bool IsIn(string text) => InAddress.IsMatch(text);

    public static string Strip(string text) => InAddress.Replace(text, "//");
}
