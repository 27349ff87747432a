using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.Credentials;

public sealed class KeyReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReloadableSource _source = new();
    private readonly App _app = new();

    public KeyReloadTests()
    {
        foreach (var (key, value) in Configuration.JwtSection.Valid)
        {
            _source[key] = value;
        }

        _source["Jwt:PrivateKey"] = "";
        _source["Jwt:PrivateKeyFile"] = _folder.Write(Make.PrivateKey);
        _app.Services.AddSingleton<IConfiguration>(_source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
    }

    [Fact]
    public async Task Another_key_in_the_same_file_signs_the_next_request_after_a_change_and_keeps_the_token()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        using var other = RSA.Create(2048);
        _folder.Write(other.ExportRSAPrivateKeyPem());
        _source.Reload();
        Assert.Same(token, await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        await provider.RenewTokenAsync(token, TestContext.Current.CancellationToken);

        Assert.Single(_app.Log.Of(501));
        await SentAssertion.Of(_app.Ims.Seen[0]).VerifyAsync();
        await SentAssertion.Of(_app.Ims.Seen[1]).VerifyAsync(other.ExportParameters(false));
    }

    [Fact]
    public async Task A_change_that_breaks_the_key_keeps_the_last_one_and_tells_nothing_of_it()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        _folder.Write(Make.PrivateKey[..900]);
        _source.Reload();
        await provider.RenewTokenAsync(token, TestContext.Current.CancellationToken);

        var line = Assert.Single(_app.Log.Of(500));
        Assert.Contains("Jwt:PrivateKeyFile is damaged", line.Text, StringComparison.Ordinal);
        Leaks.AssertNone(string.Concat(Make.PrivateKey.Split('\n')[1..3]), line.Text);
        await SentAssertion.Of(_app.Ims.Seen[1]).VerifyAsync();
    }

    [Fact]
    public async Task A_change_of_nothing_changes_nothing()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        _folder.Write(RsaKeys.Pkcs1(RsaKeys.OfBits(2048)).ReplaceLineEndings("\r\n"));
        _source.Reload();
        await provider.RenewTokenAsync(token, TestContext.Current.CancellationToken);

        Assert.Empty(_app.Log.Of(501));
        await SentAssertion.Of(_app.Ims.Seen[1]).VerifyAsync();
    }

    public void Dispose() => _folder.Dispose();
}
