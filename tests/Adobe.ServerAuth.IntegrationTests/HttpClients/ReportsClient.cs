namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>A typed client, as a user writes it.</summary>
internal sealed class ReportsClient(HttpClient http)
{
    public Task<string> ReadAsync(string path) => http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
