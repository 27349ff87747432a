using System.Collections.Concurrent;
using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>A running application moves between the flows: both blocks are there, and only Flow changes.</summary>
public class FlowChangeTests
{
    private readonly TellingIms _ims = new();
    private readonly ReloadableSource _source = new();
    private readonly App _app;

    public FlowChangeTests()
    {
        foreach (var prefix in new[] { "", "analytics:" })
        {
            _source[prefix + "ClientId"] = "same";
            _source[prefix + "ClientSecret"] = Make.Secret;
            _source[prefix + "Scopes"] = "openid";
            _source[prefix + "OrganizationId"] = Make.OrganizationId;
            _source[prefix + "Jwt:TechnicalAccountId"] = Make.TechnicalAccountId;
            _source[prefix + "Jwt:MetaScopes"] = "ent_dataservices_sdk";
            _source[prefix + "Jwt:PrivateKey"] = Make.PrivateKey;
        }

        _app = new App(_ims.Handler);
        _app.Services.AddSingleton<IConfiguration>(_source.Configuration);
        _app.Services.AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        _app.Services.AddAdobeServerAuth("analytics").ConfigureImsHttpClient(_app.ToStub);
    }

    [Theory]
    [InlineData("Jwt", "OAuth")]
    [InlineData("OAuth", "Jwt")]
    [InlineData("Jwt", null)]
    public async Task The_next_call_after_a_change_uses_the_other_flow_and_back_again(string from, string? to)
    {
        _source["Flow"] = from;
        _app.AddClient("api").AddAdobeServerAuthHandler();
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();

        foreach (var flow in new[] { from, to, from })
        {
            _source["Flow"] = flow;
            _source.Reload();
            await App.CallAsync(services, "api");
            await App.CallAsync(services, "api");
        }

        Assert.Same(provider, services.GetRequiredService<ITokenProvider>());
        Assert.Equal([from == "Jwt", to == "Jwt", from == "Jwt"], _ims.Handler.Seen.Select(TellingIms.IsExchange));
        Assert.Equal(
            ["Bearer same.1", "Bearer same.1", "Bearer same.2", "Bearer same.2", "Bearer same.3", "Bearer same.3"],
            _app.Api.Seen.Select(request => request.Authorization));
        Assert.Equal(2, _app.Log.Of(501).Count);
        Assert.All(_app.Log.Of(501), line => Assert.Contains("dropped", line.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(_app.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_change_of_flow_of_one_credential_leaves_the_other_alone()
    {
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);
        await App.TokenOf(services, "analytics");

        _source["analytics:Flow"] = "Jwt";
        _source.Reload();

        Assert.Equal("same.1", await App.TokenOf(services));
        Assert.Equal("same.3", await App.TokenOf(services, "analytics"));
        Assert.Equal([false, false, true], _ims.Handler.Seen.Select(TellingIms.IsExchange));
    }

    [Theory]
    [InlineData("Jwt", "OAuth", false)]
    [InlineData("OAuth", "Jwt", false)]
    [InlineData("Jwt", "OAuth", true)]
    [InlineData("OAuth", "Jwt", true)]
    public async Task Who_waits_for_a_token_at_the_moment_of_the_change_gets_that_of_the_other_flow(string from, string to, bool isRenewal)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _source["Flow"] = from;
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var old = isRenewal ? await provider.GetTokenAsync(TestContext.Current.CancellationToken) : null;
        _ims.Treat("same", async cancellationToken =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        var waits = Enumerable.Range(0, 10)
            .Select(_ => (old is null ? provider.GetTokenAsync(TestContext.Current.CancellationToken) : provider.RenewTokenAsync(old, TestContext.Current.CancellationToken)).AsTask())
            .ToArray();
        await asked.Task;

        _ims.Treat("same", _ => Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("of-the-other-flow"))));
        _source["Flow"] = to;
        _source.Reload();
        var tokens = await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.All(tokens, token => Assert.Equal("of-the-other-flow", token.Value));
        Assert.Equal(to == "Jwt", TellingIms.IsExchange(_ims.Handler.Seen[^1]));
        Assert.Equal(isRenewal ? 3 : 2, _ims.Handler.Seen.Count);
    }

    [Theory]
    [InlineData("", "Jwt", "OAuth", "Scopes", null)]
    [InlineData("", "OAuth", "Jwt", "Jwt:PrivateKey", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("analytics:", "Jwt", "OAuth", "Scopes", null)]
    [InlineData("analytics:", "OAuth", "Jwt", "Jwt:PrivateKey", "none")]
    [InlineData("analytics:", "OAuth", "Jwt", "Jwt:MetaScopes", "")]
    [InlineData("analytics:", "Jwt", "Jwt2", "Flow", "Jwt2")]
    public async Task An_invalid_change_keeps_the_last_good_flow_and_its_token(string prefix, string from, string to, string key, string? broken)
    {
        var name = prefix.TrimEnd(':');
        _source[prefix + "Flow"] = from;
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProviderFactory>().GetProvider(name);
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        _source[prefix + "Flow"] = to;
        _source[prefix + key] = broken;
        _source.Reload();
        var kept = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        var renewed = await provider.RenewTokenAsync(kept, TestContext.Current.CancellationToken);

        Assert.Same(token, kept);
        Assert.Equal("same.2", renewed.Value);
        Assert.Equal([from == "Jwt", from == "Jwt"], _ims.Handler.Seen.Select(TellingIms.IsExchange));
        var line = Assert.Single(_app.Log.Of(500));
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Contains($"AdobeServerAuth:{prefix}{key} ", line.Text, StringComparison.Ordinal);
        Assert.Equal(name.Length > 0, line.Text.Contains($"of credential '{name}'", StringComparison.Ordinal));
        Assert.Empty(_app.Log.Of(501));
    }

    [Fact]
    public async Task No_call_fails_while_the_flow_changes_again_and_again()
    {
        _app.AddClient("api").AddAdobeServerAuthHandler();
        await using var services = _app.Services.BuildServiceProvider();
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        var provider = services.GetRequiredService<ITokenProvider>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var failures = new ConcurrentQueue<Exception>();
        var calls = 0;
        var workers = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    var token = await provider.GetTokenAsync(CancellationToken.None);
                    using var response = worker % 2 == 0 ? await client.GetAsync(new Uri(App.Address), CancellationToken.None) : null;
                    await (worker == 3 ? provider.RenewTokenAsync(token, CancellationToken.None) : ValueTask.FromResult(token));
                    Interlocked.Increment(ref calls);
                }
                catch (Exception e)
                {
                    failures.Enqueue(e);
                }
            }
        })).ToArray();

        for (var change = 0; change < 60; change++)
        {
            var before = Volatile.Read(ref calls);
            _source["Flow"] = change % 2 == 0 ? "Jwt" : "OAuth";
            _source.Reload();
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref calls) > before + 8 || !failures.IsEmpty, TimeSpan.FromSeconds(30)));
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);

        Assert.Empty(failures);
        Assert.Equal(60, _app.Log.Of(501).Count);
        Assert.Contains(_ims.Handler.Seen, TellingIms.IsExchange);
        Assert.Contains(_ims.Handler.Seen, request => !TellingIms.IsExchange(request));
    }
}
