using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Adobe.ServerAuth.Tests.Hosting;

/// <summary>An application with health checks, whose IMS refuses when a test wants it to.</summary>
internal sealed class HealthApp
{
    private readonly Lazy<ServiceProvider> _services;

    public HealthApp()
    {
        App = new App(new StubHandler(_ => Refusal?.Invoke() ?? Make.Response(System.Net.HttpStatusCode.OK, Make.TokenJson(Token, 3600))));
        _services = new(() => App.Services.BuildServiceProvider());
    }

    public App App { get; }

    public string Token { get; } = Make.ImsToken(3_600_000);

    public Func<HttpResponseMessage>? Refusal { get; set; }

    public IServiceProvider Services => _services.Value;

    public IHealthChecksBuilder Checks => App.Services.AddHealthChecks();

    public async Task<HealthReportEntry> CheckAsync(string name = "adobe-serverauth")
    {
        var report = await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        var entry = report.Entries[name];
        Assert.Null(entry.Exception);
        return entry;
    }

    /// <summary>Everything that a page or a log can show of it.</summary>
    public static IEnumerable<string?> TextsOf(HealthReportEntry entry) =>
        entry.Data.SelectMany(pair => new[] { pair.Key, pair.Value.ToString() }).Append(entry.Description).Concat(Leaks.TextsOf(entry.Exception));
}
