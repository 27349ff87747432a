using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace WorkerFleet;

/// <summary>Adobe for the first worker, and a file with which a second one finds the same Adobe.</summary>
internal sealed class EmulatedAdobe : IAsyncDisposable
{
    private readonly ImsEmulator _emulator;

    // Readable for its owner alone, as far as the platform knows of owners.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-fleet-");

    private EmulatedAdobe(ImsEmulator emulator)
    {
        _emulator = emulator;
        Settings = new Dictionary<string, string?>(emulator.Configuration) { ["WorkerFleet:Api"] = emulator.ApiEndpoint.AbsoluteUri };
        File.WriteAllText(SettingsFile, JsonSerializer.Serialize(Settings));
    }

    public IReadOnlyDictionary<string, string?> Settings { get; }

    private string SettingsFile => Path.Combine(_folder.FullName, "settings.json");

    public static async Task<EmulatedAdobe> StartAsync() => new(await ImsEmulator.StartAsync());

    public void Explain(bool hasRedis)
    {
        Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
        Console.WriteLine(hasRedis
            ? $"""
              The token is shared through Redis. While this worker runs, another one that has the same Redis uses it too:

                dotnet run --project samples/WorkerFleet -- --settings {SettingsFile}

              (If this one ends too soon: WorkerFleet__Calls=0 keeps it running.)
              """
            : """
              There is no Redis, so the token stays in this process. With one it is shared:

                docker run -d -p 6379:6379 redis
                ConnectionStrings__Redis=localhost:6379,abortConnect=false WorkerFleet__Calls=0 dotnet run --project samples/WorkerFleet

              which says how to start a second worker.
              """);
        Console.WriteLine();
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _emulator.DisposeAsync();
        Console.WriteLine(FormattableString.Invariant($"Token requests: {_emulator.TokenRequestCount}, for {_emulator.ApiRequestCount} calls of the API."));
    }
}
