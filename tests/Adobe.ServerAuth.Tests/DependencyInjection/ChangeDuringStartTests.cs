using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class ChangeDuringStartTests
{
    [Fact]
    public async Task A_change_between_the_first_reading_and_the_subscription_is_not_missed()
    {
        var scope = "before";
        using var ims = new StubHandler(_ => Make.Response(System.Net.HttpStatusCode.OK, Make.TokenJson()));
        var services = new ServiceCollection();
        services.AddAdobeServerAuth(options =>
        {
            options.ClientId = Make.ClientId;
            options.ClientSecret = Make.Secret;
            options.Scopes = [scope];
        }).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ims));
        services.AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(new ChangesAsItIsWatched(() => scope = "after"));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.EndsWith("scope=after", Assert.Single(ims.Seen).Body, StringComparison.Ordinal);
    }

    private sealed class ChangesAsItIsWatched(Action change) : IOptionsChangeTokenSource<AdobeServerAuthOptions>
    {
        public string Name => Options.DefaultName;

        public IChangeToken GetChangeToken()
        {
            change();
            return new CancellationChangeToken(CancellationToken.None);
        }
    }
}
