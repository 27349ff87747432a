using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class ApiRequestOverSockets : ApiRequestLines
{
    private static readonly string[] Headers = ["\r\nAuthorization: Bearer ", "\r\nx-api-key: ", "\r\nx-gw-ims-org-id: "];

    private LoopbackApi _api = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _api = new LoopbackApi { Keeps = true };
        var clients = new ApiClients(
            $"https://{_api.Host}/",
            () => new SocketsHttpHandler
            {
                UseProxy = false,
                SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => _api.Has(certificate) },
            },
            _ => { });
        await UseAsync(clients, () => Headers.Count(header => _api.LastHead.Contains(header, StringComparison.Ordinal)));
        _api.Keeps = false;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Clients.Dispose();
        _api.Dispose();
    }
}
