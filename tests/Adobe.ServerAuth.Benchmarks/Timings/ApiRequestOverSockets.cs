using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class ApiRequestOverSockets : ApiRequestLines
{
    private LoopbackApi _api = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _api = new LoopbackApi(usesTls: false);
        await UseAsync(_api.CreateClients(), _api.CredentialHeaders);
        _api.KeepsHeads = false;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Clients.Dispose();
        _api.Dispose();
    }
}
