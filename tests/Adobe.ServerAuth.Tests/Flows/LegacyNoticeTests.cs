using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Adobe.ServerAuth.Tests.Flows;

public class LegacyNoticeTests
{
    private RecordingLogger Log { get; } = new();
    private readonly LegacyCredentialNotice _notice = new();

    [Theory]
    [InlineData("ent_dataservices_sdk", "2025-06-30", "2026-03-01", "set Flow to OAuth")]
    [InlineData("ent_aemforms_docprocessing", "2025-06-30", "2026-03-01", "set Flow to OAuth")]
    [InlineData("ent_aem_cloud_api,ent_cloudmgr_sdk", "AEM's Developer Console", "no end date", "Renew the certificate")]
    [InlineData("ent_cloudmgr_sdk,ent_aem_cloud_sdk", "AEM's Developer Console", "no end date", "Renew the certificate")]
    public void What_is_to_be_done_depends_on_where_the_credential_was_made(string metaScopes, params string[] parts)
    {
        _notice.Give(Log, Make.ClientId, metaScopes.Split(','));

        var line = Assert.Single(Log.Lines);
        Assert.Equal((LogLevel.Warning, 110, "LegacyCredential"), (line.Level, line.Id, line.Name));
        Assert.All([.. parts, Make.ClientId, "docs/migrating-from-jwt.md"], part => Assert.Contains(part, line.Text, StringComparison.Ordinal));
        Assert.Equal(metaScopes.Contains("ent_aem_", StringComparison.Ordinal), !line.Text.Contains("2026-03-01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_given_once_however_many_ask_at_once()
    {
        using var start = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                for (var i = 0; i < 100; i++)
                {
                    _notice.Give(Log, Make.ClientId, ["ent_user_sdk"]);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(Log.Lines);
    }

    [Fact]
    public void A_logger_that_takes_no_warnings_does_not_use_it_up()
    {
        _notice.Give(NullLogger.Instance, Make.ClientId, ["ent_user_sdk"]);
        _notice.Give(Log, "the-first-that-listens", ["ent_user_sdk"]);
        _notice.Give(Log, "the-second", ["ent_user_sdk"]);

        Assert.Contains("the-first-that-listens", Assert.Single(Log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_gives_it_with_its_first_request_and_with_no_other()
    {
        using var ims = JwtStub.Granting();
        var settings = () => Adobe.ServerAuth.Credentials.CredentialSettings.From(null, Make.JwtOptions());
        var (one, another) = (ims.ProviderOf(settings(), _notice), ims.ProviderOf(settings(), _notice));
        Assert.Empty(ims.Log.Lines);

        foreach (var provider in new[] { one, one, another })
        {
            await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        }

        var line = Assert.Single(ims.Log.Of(110));
        Leaks.AssertNone(Make.Secret, line.Text);
        Leaks.AssertNone(string.Concat(RsaKeys.Pkcs8(RsaKeys.OfBits(2048)).Split('\n')[1..^1]), line.Text);
    }
}
