using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Adobe.ServerAuth.Tests.House;

// The project that a reader of a page has: the template of the nearest `dotnet new` above a block, and the packages of every `dotnet add package` above it.
internal sealed partial record CodeProject(string Template, IReadOnlyList<string> Packages)
{
    private const string ConsoleUsings = "System System.Collections.Generic System.IO System.Linq System.Net.Http System.Threading System.Threading.Tasks";
    private const string HostUsings = "Microsoft.Extensions.Configuration Microsoft.Extensions.DependencyInjection Microsoft.Extensions.Hosting Microsoft.Extensions.Logging";
    private const string WebUsings = "System.Net.Http.Json Microsoft.AspNetCore.Builder Microsoft.AspNetCore.Hosting Microsoft.AspNetCore.Http Microsoft.AspNetCore.Routing";

    // What the SDK of a template imports, and what its project file references.
    private static readonly Dictionary<string, (string Usings, string[] Packages)> Templates = new(StringComparer.Ordinal)
    {
        ["console"] = (ConsoleUsings, []),
        ["worker"] = ($"{ConsoleUsings} {HostUsings}", ["Microsoft.Extensions.Hosting"]),
        ["web"] = ($"{ConsoleUsings} {HostUsings} {WebUsings}", ["Microsoft.AspNetCore"]),
        ["xunit"] = ($"{ConsoleUsings} Xunit", ["xunit.v3.core", "xunit.v3.assert"]),
    };

    private static readonly Dictionary<string, string> Assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(Path.GetFileNameWithoutExtension)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    private static readonly string Runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly string AspNetCore = Path.GetDirectoryName(Assemblies["Microsoft.AspNetCore"])!;

    public string GlobalUsings => string.Join('\n', Templates[Template].Usings.Split(' ').Select(name => $"global using {name};"));

    public IEnumerable<string> UnknownPackages => Packages.Where(package => !Assemblies.ContainsKey(package));

    // The Testing package brings the shared framework, as its project file says.
    private bool HasAspNetCore => Template == "web" || Packages.Contains("Adobe.ServerAuth.Testing");

    // Assemblies of packages that are not named, nor needed by one that is, are not there: as in the reader's project.
    public IReadOnlyList<MetadataReference> References()
    {
        var found = new HashSet<string>(Assemblies.Values.Where(path => InFolder(path, Runtime) || (HasAspNetCore && InFolder(path, AspNetCore))), StringComparer.Ordinal);
        var open = new Stack<string>(Packages.Concat(Templates[Template].Packages));
        while (open.TryPop(out var name))
        {
            if (Assemblies.TryGetValue(name, out var path) && !InFolder(path, Runtime) && found.Add(path))
            {
                foreach (var needed in ReferencesOf(path))
                {
                    open.Push(needed);
                }
            }
        }

        return [.. found.Select(path => MetadataReference.CreateFromFile(path))];
    }

    public static CodeProject? Above(MarkdownFile page, int line)
    {
        var text = string.Join('\n', page.Lines.Take(line - 1));
        return New().Matches(text) is [.., var last]
            ? new(last.Groups[1].Value, [.. AddPackage().Matches(text).SelectMany(match => match.Groups[1].Captures).Select(name => name.Value).Distinct()])
            : null;
    }

    private static bool InFolder(string path, string folder) => Path.GetDirectoryName(path) == folder;

    private static IEnumerable<string> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    [GeneratedRegex(@"dotnet new (web|worker|console|xunit)\b")]
    private static partial Regex New();

    [GeneratedRegex(@"dotnet add package ([\w.]+)")]
    private static partial Regex AddPackage();
}
