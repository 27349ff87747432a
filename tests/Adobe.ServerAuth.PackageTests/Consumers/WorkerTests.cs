using Adobe.ServerAuth.PackageTests.Packing;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.PackageTests.Consumers;

/// <summary>An application that stays on .NET 8 and its packages.</summary>
[Collection(PackedOnce.Name)]
public class WorkerTests(PackedFiles packed)
{
    [Fact]
    public async Task A_worker_on_NET_8_keeps_its_packages_and_makes_an_authorized_call_with_each_flow()
    {
        var consumer = new Consumer(packed, "net8.0", "worker");
        await consumer.BuildWorkerAsync(withPackages: true);
        var before = new Consumer(packed, "net8.0", "worker-before");
        await before.BuildWorkerAsync(withPackages: false);
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);

        var output = await consumer.RunAsync(EmulatorSettings.Of(adobe));

        Assert.Equal(
            ["'': 200", "'legacy': 200", "runtime: 8", "Microsoft.Extensions.Http: 8", "Microsoft.Extensions.DependencyInjection.Abstractions: 8", "Microsoft.Extensions.Options: 8", "Microsoft.Extensions.Hosting.Abstractions: 8"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var versions = consumer.Restored();
        Assert.All(before.Restored(), package => Assert.Equal(package.Value, versions[package.Key]));
        Assert.Equal(
            ["Microsoft.Extensions.Caching.Abstractions", "Polly.Core"],
            versions.Keys.Except(before.Restored().Keys).Order(StringComparer.Ordinal));
        Assert.All(versions, package => Assert.Equal(8, package.Value.Major));
    }
}
