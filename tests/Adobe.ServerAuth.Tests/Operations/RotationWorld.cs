using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

/// <summary>One credential with one secret that the application uses, and everything a rotation of it touches.</summary>
internal sealed class RotationWorld
{
    public RotationWorld()
    {
        Console = new FakeConsole(Clock);
        Old = Console.Add();
        Console.Stored = Old.Value;
    }

    public TestClock Clock { get; } = new();

    public FakeConsole Console { get; }

    public FakeConsole.Entry Old { get; }

    public RecordingLogger Log { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ClientSecretRotation Rotation(MortalProcess? process = null) => new(Client(process), Console.Ims(process ?? MortalProcess.Immortal), Make.Options(Change), Clock, Log);

    public ClientSecretsClient Client(MortalProcess? process = null) =>
        new(Console.Api(process ?? MortalProcess.Immortal), FakeConsole.OrganizationId, FakeConsole.CredentialId, new Uri("https://api.adobe.io/console/"), Clock);

    public Task<ClientSecretRotationReport> RotateAsync(ClientSecretRotationPlan? plan = null, MortalProcess? process = null, CancellationToken? cancellationToken = null) =>
        Clock.RunAsync(() => Rotation(process).RotateAsync(plan ?? Console.Plan(process ?? MortalProcess.Immortal), cancellationToken ?? Cancel), Cancel);

    public Task<bool> RemoveOldAsync(string id, TimeSpan unusedFor, ClientSecretRotationPlan? plan = null) =>
        Clock.RunAsync(() => Rotation().RemoveOldAsync(plan ?? Console.Plan(MortalProcess.Immortal), id, unusedFor, Cancel), Cancel);

    public Task<bool> RemoveOldAsync(TimeSpan unusedFor, ClientSecretRotationPlan? plan = null) =>
        Clock.RunAsync(() => Rotation().RemoveOldAsync(plan ?? Console.Plan(MortalProcess.Immortal), unusedFor, Cancel), Cancel);

    /// <summary>A plan that keeps no notes.</summary>
    public ClientSecretRotationPlan PlanWithoutNotes(Func<NewClientSecret, CancellationToken, ValueTask>? store = null, Func<CancellationToken, ValueTask<string?>>? read = null) => new(
        store ?? ((secret, _) =>
        {
            Console.Stored = secret.GetValue();
            return default;
        }),
        read ?? (_ => new ValueTask<string?>(Console.Stored)));

    // A request that a dead process makes is not to be tried again.
    private static void Change(AdobeServerAuthOptions options) => options.TokenRequest.MaxRetries = 0;
}
