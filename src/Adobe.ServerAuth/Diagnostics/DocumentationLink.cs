using System.Reflection;

namespace Adobe.ServerAuth.Diagnostics;

// How a message names a page of the documentation: by its path, which the package contains, or by its URL if the build has a base address.
internal static class DocumentationLink
{
    private static readonly string? Base =
        typeof(DocumentationLink).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "DocumentationBaseAddress")?.Value;

    // A page below docs, with an anchor or without: "credentials.md", "troubleshooting.md#at-startup".
    public static string To(string page) => To(page, Base);

    // What troubleshooting.md says of a reason.
    public static string ToReason(string reason) => ToReason(reason, Base);

    internal static string To(string page, string? address) => string.IsNullOrEmpty(address) ? "docs/" + page : address + "/" + page.Replace(".md", "");

    internal static string ToReason(string reason, string? address) => string.IsNullOrEmpty(address) ? To("troubleshooting.md#" + reason, address) : address + "/e/" + reason;
}
