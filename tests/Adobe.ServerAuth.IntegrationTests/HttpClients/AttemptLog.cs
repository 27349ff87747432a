namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>Stands behind the handler under test and keeps what each attempt was asked to be.</summary>
internal sealed class AttemptLog(HttpRequestOptionsKey<string> option) : DelegatingHandler
{
    public List<(Version Version, HttpVersionPolicy Policy, string? Option)> Attempts { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Attempts.Add((request.Version, request.VersionPolicy, request.Options.TryGetValue(option, out var value) ? value : null));
        return base.SendAsync(request, cancellationToken);
    }
}
