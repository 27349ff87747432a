using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

namespace Adobe.ServerAuth.Benchmarks.Commands;

internal static class BenchmarkCases
{
    public static Type[] Types { get; } =
        [.. typeof(BenchmarkCases).Assembly.GetExportedTypes().Where(HasBenchmarks).OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static IEnumerable<BenchmarkCase> All => Types.SelectMany(type => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases);

    public static string NameOf(BenchmarkCase benchmark) => $"{benchmark.Descriptor.Type.Name}.{benchmark.Descriptor.WorkloadMethod.Name}";

    private static bool HasBenchmarks(Type type) => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute)));
}
