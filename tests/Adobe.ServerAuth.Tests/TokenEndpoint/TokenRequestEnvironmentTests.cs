using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class TokenRequestEnvironmentTests
{
    [Fact]
    public async Task Credentials_of_one_application_have_a_pipeline_for_each_settings()
    {
        var app = new App().WithCredential();
        app.Services.AddAdobeServerAuth("same", App.Fill()).ConfigureImsHttpClient(app.ToStub);
        app.Services.AddAdobeServerAuth("same-of-the-other-flow", App.FillJwt()).ConfigureImsHttpClient(app.ToStub);
        app.Services.AddAdobeServerAuth("another", App.Fill(options => options.TokenRequest.MaxRetries = 7)).ConfigureImsHttpClient(app.ToStub);
        await using var services = app.Services.BuildServiceProvider();

        await App.TokenOf(services);
        foreach (var name in new[] { "same", "same-of-the-other-flow", "another" })
        {
            await App.TokenOf(services, name);
        }

        var factory = services.GetRequiredService<ITokenProviderFactory>();
        Assert.Equal(2, PipelinesOf((TokenRequestEnvironment)Field(factory, "_environment")));
    }

    [Fact]
    public void Settings_that_nobody_has_any_more_are_forgotten()
    {
        var environment = TokenRequestEnvironment.With(new TestClock());
        var kept = environment.PipelineFor(new TokenRequestOptions());
        var dropped = Enumerable.Range(20, 30).Select(retries => Drop(environment, retries)).ToArray();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        var next = environment.PipelineFor(new TokenRequestOptions { MaxRetries = 1 });

        Assert.DoesNotContain(dropped, one => one.IsAlive);
        Assert.Equal(2, PipelinesOf(environment));
        Assert.Same(kept, environment.PipelineFor(new TokenRequestOptions()));
        GC.KeepAlive(next);
    }

    [Fact]
    public void Providers_that_are_made_by_hand_share_one_and_what_it_draws_with_can_be_given()
    {
        Assert.Same(TokenRequestEnvironment.With(TimeProvider.System), TokenRequestEnvironment.With(TimeProvider.System));
        Assert.Equal(0.25, new TokenRequestEnvironment(new TestClock(), TokenMetrics.OfProcess, null, () => 0.25).Draw());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Drop(TokenRequestEnvironment environment, int retries) =>
        new(environment.PipelineFor(new TokenRequestOptions { MaxRetries = retries }));

    private static int PipelinesOf(TokenRequestEnvironment environment) => ((ICollection)Field(environment, "_pipelines")).Count;

    private static object Field(object owner, string name) => owner.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(owner)!;
}
