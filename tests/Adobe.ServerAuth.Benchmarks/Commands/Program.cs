using Adobe.ServerAuth.Benchmarks.Report;
using BenchmarkDotNet.Running;

namespace Adobe.ServerAuth.Benchmarks.Commands;

internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["--once"] => await OnceCommand.RunAsync(Console.Out),
        ["--memory"] => MemoryCommand.Run(Console.Out),
        ["--report", .. var settings] => ReportCommand.Run(settings),
        _ => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, BenchmarkSettings.Create()).Any() ? 0 : 1,
    };
}
