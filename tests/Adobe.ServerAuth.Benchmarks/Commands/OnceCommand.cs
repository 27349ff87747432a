using Adobe.ServerAuth.Benchmarks.Memory;
using BenchmarkDotNet.Running;

namespace Adobe.ServerAuth.Benchmarks.Commands;

// Runs everything once and measures nothing: a benchmark that no longer works fails here, long before someone wants its numbers.
internal static class OnceCommand
{
    public static async Task<int> RunAsync(TextWriter output)
    {
        var (run, failed) = (0, 0);
        foreach (var cases in BenchmarkCases.All.GroupBy(benchmark => (benchmark.Descriptor.Type, benchmark.Parameters.DisplayInfo)))
        {
            run++;
            failed += await TryAsync(output, $"{cases.Key.Type.Name} {cases.Key.DisplayInfo}".TrimEnd(), () => RunAsync(output, [.. cases])) ? 0 : 1;
        }

        foreach (var subject in MemorySubjects.All(many: 40, some: 20, keys: 5))
        {
            run++;
            failed += await TryAsync(output, $"{nameof(IdleCredentialMemory)} {subject.What}", () => Task.FromResult(Describe(IdleCredentialMemory.Measure(subject)))) ? 0 : 1;
        }

        foreach (var flow in CredentialObjects.Flows)
        {
            run++;
            failed += await TryAsync(output, $"{nameof(CredentialObjects)} {flow}", () => Task.FromResult(Describe(CredentialObjects.Of(flow), CredentialObjects.MostBytes(flow)))) ? 0 : 1;
        }

        output.WriteLine($"{run} run, {failed} failed");
        return BenchmarkCases.Types.Length > 0 && failed == 0 ? 0 : 1;
    }

    private static async Task<bool> TryAsync(TextWriter output, string name, Func<Task<string>> run)
    {
        try
        {
            output.WriteLine($"{name}: {await run()}");
            return true;
        }
        catch (Exception e)
        {
            output.WriteLine($"{name}: FAILED, {e}");
            return false;
        }
    }

    // With one setup for all, as there is much to set up.
    private static async Task<string> RunAsync(TextWriter output, BenchmarkCase[] cases)
    {
        var descriptor = cases[0].Descriptor;
        var instance = Activator.CreateInstance(descriptor.Type);
        foreach (var parameter in cases[0].Parameters.Items)
        {
            descriptor.Type.GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);
        }

        await BenchmarkResult.AwaitedAsync(descriptor.GlobalSetupMethod?.Invoke(instance, null));
        foreach (var benchmark in cases)
        {
            var result = await BenchmarkResult.AwaitedAsync(benchmark.Descriptor.WorkloadMethod.Invoke(instance, null));
            output.WriteLine($"{BenchmarkCases.NameOf(benchmark)}: {await BenchmarkResult.DescribeAsync(result)}");
        }

        await BenchmarkResult.AwaitedAsync(descriptor.GlobalCleanupMethod?.Invoke(instance, null));
        return $"{cases.Length} benchmarks";
    }

    // How much the heap grew by so few is chance: what one subject leaves to be collected may weigh more than all of the next. That each could be
    // made and had its token is what counts here.
    private static string Describe(MemoryRow row) => $"{row.Count} credentials with their tokens";

    private static string Describe(IReadOnlyCollection<ObjectRow> rows, long most) => rows.Sum(row => row.Bytes) switch
    {
        0 => throw new InvalidOperationException("A credential without an object was not found."),
        var bytes when bytes > most => throw new InvalidOperationException($"A credential has {bytes} bytes for itself, and may have {most}."),
        var bytes => $"{bytes} bytes in {rows.Sum(row => row.Count)} objects for one credential",
    };
}
