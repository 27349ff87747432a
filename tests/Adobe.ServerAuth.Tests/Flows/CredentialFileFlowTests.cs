using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.Flows;

/// <summary>Providers that are made by hand, of a credential file: that decides on the flow where the options do not.</summary>
public sealed class CredentialFileFlowTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adobe-server-auth-");

    [Fact]
    public async Task A_file_of_AEM_is_for_the_exchange_alone()
    {
        using var ims = JwtStub.Granting();
        var options = OptionsOf(ConsoleFiles.Aem());
        using var provider = new JwtExchangeTokenProvider(ims.Invoker, options, ims.Clock, ims.Log);

        await ims.Clock.RunAsync(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Single(ims.Sent);
        var refusal = Assert.Throws<ArgumentException>("options", () => new ClientCredentialsTokenProvider(ims.Invoker, options));
        Assert.Contains("The options have Flow Jwt, and this provider is for OAuth.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_console_is_for_the_secret_alone()
    {
        using var ims = new ImsStub(_ => Make.Response(System.Net.HttpStatusCode.OK, Make.TokenJson()));
        using var invoker = new HttpMessageInvoker(ims.Handler);
        var options = OptionsOf(ConsoleFiles.Workspace(ConsoleFiles.OAuthEntry()));
        var provider = new ClientCredentialsTokenProvider(invoker, options, ims.Clock, ims.Log);

        await ims.Clock.RunAsync(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(Make.ClientId, Assert.Single(ims.Handler.Seen).Field("client_id"));
        var refusal = Assert.Throws<ArgumentException>("options", () => new JwtExchangeTokenProvider(invoker, options));
        Assert.Contains("The options have Flow OAuth, and this provider is for Jwt.", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private AdobeServerAuthOptions OptionsOf(string text)
    {
        var path = Path.Combine(_folder.FullName, "credentials.json");
        File.WriteAllText(path, text);
        return new AdobeServerAuthOptions { CredentialFile = path };
    }
}
