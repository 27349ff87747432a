using Adobe.ServerAuth.Benchmarks.Memory;
using Adobe.ServerAuth.Benchmarks.Report;

namespace Adobe.ServerAuth.Benchmarks.Commands;

internal static class MemoryCommand
{
    public static int Run(TextWriter output)
    {
        foreach (var line in MemoryTables.Rows(IdleCredentialMemory.MeasureAll()))
        {
            output.WriteLine(line);
        }

        foreach (var flow in CredentialObjects.Flows)
        {
            output.WriteLine();
            output.WriteLine(flow);
            foreach (var line in MemoryTables.Objects(CredentialObjects.Of(flow)))
            {
                output.WriteLine(line);
            }
        }

        return 0;
    }
}
