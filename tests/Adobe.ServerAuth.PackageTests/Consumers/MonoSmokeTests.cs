using Adobe.ServerAuth.PackageTests.Packing;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.PackageTests.Consumers;

/// <summary>A smoke test of the build for .NET Standard 2.0. Mono is not .NET Framework: its HTTP stack and its TLS differ.</summary>
[Collection(PackedOnce.Name)]
public class MonoSmokeTests(PackedFiles packed)
{
    [Fact]
    public async Task A_signed_program_of_NET_Framework_builds_and_on_Mono_makes_an_authorized_call_with_each_flow()
    {
        var consumer = new Consumer(packed, "net48", "signed");
        await consumer.BuildSignedProgramAsync();
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);

        var output = await consumer.RunOnMonoAsync(adobe.ApiEndpoint.AbsoluteUri, EmulatorSettings.Of(adobe));

        Assert.Equal(
            ["'': 200", "'legacy': 200", "mono: True", "key: " + StrongName.Token, "own key: True"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(["/ims/token/v3", "/ims/exchange/jwt"], adobe.TokenRequests.Select(request => request.Path));
    }
}
