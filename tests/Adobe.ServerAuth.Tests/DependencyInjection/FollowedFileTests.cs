using System.Net;
using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Files that change while the application runs, and nobody tells it.</summary>
public sealed class FollowedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TellingIms _ims = new();
    private readonly App _app;
    private readonly string _path;

    public FollowedFileTests()
    {
        _app = new App(_ims.Handler);
        _path = _folder.PathOf("credentials.json");
        WriteOAuth("client-1", Make.Secret);
    }

    public static TheoryData<bool> Ways => [false, true];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_new_secret_is_used_from_the_next_request_on_and_the_token_stays(bool isByHand)
    {
        await using var services = Services(isByHand, out var provider);
        var token = await TokenAsync(provider);

        WriteOAuth("client-1", ConsoleFiles.OldSecret);

        Assert.Equal(token, await TokenAsync(provider));
        Assert.Equal("client-1.2", await RenewAsync(provider, token));
        Assert.Equal([Make.Secret, ConsoleFiles.OldSecret], _ims.Handler.Seen.Select(seen => seen.Field("client_secret")));
        Assert.Single(_app.Log.Of(501));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Another_identity_drops_the_old_token_and_asks_once(bool isByHand)
    {
        await using var services = Services(isByHand, out var provider);
        var token = await TokenAsync(provider);

        WriteOAuth("client-2", Make.Secret);

        Assert.Equal("client-2.1", await RenewAsync(provider, token));
        Assert.Equal("client-2.1", await TokenAsync(provider));
        Assert.Equal(["client-1", "client-2"], _ims.Handler.Seen.Select(seen => seen.Field("client_id")));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_change_that_can_not_be_used_keeps_the_last_one_and_is_told_once(bool isByHand)
    {
        await using var services = Services(isByHand, out var provider);
        var token = await TokenAsync(provider);

        foreach (var broken in new[] { "{ \"CLIENT_ID\": ", null })
        {
            if (broken is null)
            {
                File.Delete(_path);
            }
            else
            {
                File.WriteAllText(_path, broken);
            }

            token = await RenewAsync(provider, token);
            _app.Clock.Advance(TimeSpan.FromMinutes(10));
            token = await RenewAsync(provider, token);
            _app.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal("client-1.5", token);
        Assert.Equal(2, _app.Log.Of(500).Count);
        Assert.Contains("CredentialFile can not be used: The credential file begins like JSON", _app.Log.Of(500)[0].Text, StringComparison.Ordinal);
        Assert.Contains("CredentialFile names a file that does not exist", _app.Log.Of(500)[1].Text, StringComparison.Ordinal);

        WriteOAuth("client-1", ConsoleFiles.OldSecret);
        await RenewAsync(provider, token);
        Assert.Single(_app.Log.Of(502));
        Assert.Equal(ConsoleFiles.OldSecret, _ims.Handler.Seen[^1].Field("client_secret"));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_secret_that_is_replaced_during_the_request_that_it_is_refused_in_heals_that_request(bool isByHand)
    {
        _ims.Treat("client-1", _ =>
        {
            if (_ims.Handler.Seen[^1].Field("client_secret") == Make.Secret)
            {
                WriteOAuth("client-1", ConsoleFiles.OldSecret);
                return Task.FromResult(Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter")));
            }

            return Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("healed")));
        });
        await using var services = Services(isByHand, out var provider);

        Assert.Equal("healed", await TokenAsync(provider));

        Assert.Equal(2, _ims.Handler.Seen.Count);
    }

    [Fact]
    public async Task A_secret_in_a_file_of_its_own_is_followed_as_well()
    {
        var path = _folder.PathOf("client-secret");
        File.WriteAllText(path, Make.Secret + "\r\n");
        await using var services = Services(false, out var provider, _path, null, ("ClientSecretFile", path));
        var token = await TokenAsync(provider);

        File.WriteAllText(path, ConsoleFiles.OldSecret);
        await RenewAsync(provider, token);

        Assert.Equal([Make.Secret, ConsoleFiles.OldSecret], _ims.Handler.Seen.Select(seen => seen.Field("client_secret")));
    }

    [Theory]
    [InlineData("", "does not hold a client secret and nothing else")]
    [InlineData(" \n", "does not hold a client secret and nothing else")]
    [InlineData("two\nlines", "does not hold a client secret and nothing else")]
    [InlineData(null, "does not exist")]
    public void A_file_without_a_secret_is_told(string? content, string rule)
    {
        var path = _folder.PathOf("client-secret");
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        var refusal = Assert.ThrowsAny<Microsoft.Extensions.Options.OptionsValidationException>(() => Services(false, out _, _path, null, ("ClientSecretFile", path)));

        Assert.StartsWith("AdobeServerAuth:ClientSecretFile ", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.Contains(rule, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_and_a_file_with_one_are_one_too_many()
    {
        var refusal = Assert.ThrowsAny<Microsoft.Extensions.Options.OptionsValidationException>(() => Services(false, out _, _path, null, ("ClientSecretFile", _path), ("ClientSecret", Make.Secret)));

        Assert.StartsWith("AdobeServerAuth:ClientSecretFile must not be set beside ClientSecret", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, refusal.ToString());
    }

    [Fact]
    public async Task A_text_that_the_application_reads_and_that_is_none_keeps_the_last_one_and_is_told()
    {
        var (content, source) = (ConsoleFiles.FlatOAuth(), new ReloadableSource());
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth(options => CredentialFile.Apply(content, options)).ConfigureImsHttpClient(_app.ToStub);
        _app.Services.AddSingleton<Microsoft.Extensions.Options.IOptionsChangeTokenSource<AdobeServerAuthOptions>>(
            new Microsoft.Extensions.Options.ConfigurationChangeTokenSource<AdobeServerAuthOptions>(source.Configuration));
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await TokenAsync(provider);

        content = content[..50];
        source.Reload();

        Assert.Contains("The credential file begins like JSON and is none", Assert.Single(_app.Log.Of(500)).Text, StringComparison.Ordinal);
        Assert.Equal(token, await TokenAsync(provider));
    }

    [Fact]
    public async Task A_configuration_that_moves_to_a_file_with_the_same_secret_is_followed_from_then_on()
    {
        var (path, source) = (_folder.PathOf("client-secret"), new ReloadableSource());
        File.WriteAllText(path, Make.Secret);
        (source["ClientId"], source["ClientSecret"], source["Scopes"]) = ("client-1", Make.Secret, "openid");
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await TokenAsync(provider);

        (source["ClientSecret"], source["ClientSecretFile"]) = ("", path);
        source.Reload();
        Assert.Equal(token, await TokenAsync(provider));
        Assert.Empty(_app.Log.Of(501));
        File.WriteAllText(path, ConsoleFiles.OldSecret);
        await RenewAsync(provider, token);

        Assert.Equal([Make.Secret, ConsoleFiles.OldSecret], _ims.Handler.Seen.Select(seen => seen.Field("client_secret")));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_file_that_is_corrected_ends_the_cool_down_of_a_refusal(bool isByHand)
    {
        _ims.Treat("client-1", _ => Task.FromResult(_ims.Handler.Seen[^1].Field("client_secret") == ConsoleFiles.OldSecret
            ? Make.Response(HttpStatusCode.OK, Make.TokenJson("right"))
            : Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"))));
        await using var services = Services(isByHand, out var provider);
        await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider));
        _app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("Remembered", (await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider))).Message, StringComparison.Ordinal);

        WriteOAuth("client-1", ConsoleFiles.OldSecret);

        // It is looked at once a second, however many ask.
        Assert.Contains("Remembered", (await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider))).Message, StringComparison.Ordinal);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("right", await TokenAsync(provider));
        Assert.Equal(2, _ims.Handler.Seen.Count);
    }

    [Fact]
    public async Task All_who_ask_while_a_corrected_file_is_read_get_the_new_token()
    {
        _ims.Treat("client-1", _ => Task.FromResult(_ims.Handler.Seen[^1].Field("client_secret") == ConsoleFiles.OldSecret
            ? Make.Response(HttpStatusCode.OK, Make.TokenJson("right"))
            : Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"))));
        await using var services = Services(false, out var provider);
        await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider));
        WriteOAuth("client-1", ConsoleFiles.OldSecret);
        _app.Clock.Advance(TimeSpan.FromSeconds(2));

        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TokenAsync(provider))));

        Assert.All(tokens, token => Assert.Equal("right", token));
        Assert.Equal(2, _ims.Handler.Seen.Count);
    }

    [Fact]
    public async Task A_reload_that_changes_nothing_ends_no_cool_down_also_where_a_vault_is_asked()
    {
        var source = new ReloadableSource();
        (source["ClientId"], source["Scopes"], source["ClientSecret"]) = ("client-1", "openid", "");
        _ims.Refuse("client-1");
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        _app.Services.Configure<AdobeServerAuthOptions>(options => options.UseClientSecret(_ => new ValueTask<string>(Make.Secret)));
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider));
            source.Reload();
        }

        Assert.Single(_ims.Handler.Seen);
    }

    [Fact]
    public async Task A_file_that_differs_whenever_it_is_read_keeps_nobody_from_asking()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no such file.");
        await using var services = Services(false, out var provider, _path, null, ("ClientSecretFile", "/proc/sys/kernel/random/uuid"));

        Assert.Equal("client-1.1", await TokenAsync(provider));
    }

    [Fact]
    public async Task A_file_that_is_longer_than_what_is_needed_of_it_has_not_changed()
    {
        var path = _folder.PathOf("client-secret");
        File.WriteAllText(path, Make.Secret + new string('\n', 5000));
        await using var services = Services(false, out var provider, _path, null, ("ClientSecretFile", path));
        var token = await TokenAsync(provider);

        await RenewAsync(provider, token);

        Assert.Empty(_app.Log.Of(501));
        Assert.Equal(2, _ims.Handler.Seen.Count);
    }

    [Fact]
    public async Task A_changed_file_that_is_refused_as_well_costs_one_request()
    {
        _ims.Refuse("client-1");
        await using var services = Services(false, out var provider);
        await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider));
        WriteOAuth("client-1", ConsoleFiles.OldSecret);
        _app.Clock.Advance(TimeSpan.FromMinutes(10));

        await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider));

        Assert.Equal([Make.Secret, ConsoleFiles.OldSecret], _ims.Handler.Seen.Select(seen => seen.Field("client_secret")));
    }

    [Fact]
    public async Task The_secret_that_worked_goes_first_also_after_a_change_of_something_else()
    {
        _ims.Treat("client-1", _ => Task.FromResult(_ims.Handler.Seen[^1].Field("client_secret") == ConsoleFiles.OldSecret
            ? Make.Response(HttpStatusCode.OK, Make.TokenJson("token-" + _ims.Handler.Seen.Count))
            : Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"))));
        var source = new ReloadableSource();
        (source["ClientId"], source["ClientSecret"], source["AlternateClientSecret"], source["Scopes"]) = ("client-1", Make.Secret, ConsoleFiles.OldSecret, "openid");
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await TokenAsync(provider);

        source["Cache:RefreshJitter"] = "00:01:00";
        source.Reload();
        await RenewAsync(provider, token);

        Assert.Equal([Make.Secret, ConsoleFiles.OldSecret, ConsoleFiles.OldSecret], _ims.Handler.Seen.Select(seen => seen.Field("client_secret")));
    }

    [Fact]
    public async Task Code_that_is_set_anew_with_each_reload_is_no_change_and_the_latest_is_asked()
    {
        var (source, sets) = (new ReloadableSource(), 0);
        (source["ClientId"], source["Scopes"], source["ClientSecret"]) = ("client-1", "openid", "");
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        _app.Services.Configure<AdobeServerAuthOptions>(options =>
        {
            var number = ++sets;
            options.UseClientSecret(_ => new ValueTask<string>("secret-" + number));
        });
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await TokenAsync(provider);

        source.Reload();
        await RenewAsync(provider, token);

        Assert.Empty(_app.Log.Of(501));
        Assert.Equal("secret-" + sets, _ims.Handler.Seen[^1].Field("client_secret"));
        Assert.Equal(2, _ims.Handler.Seen.Count);
    }

    [Fact]
    public async Task A_token_request_waits_for_a_reload_that_is_under_way()
    {
        using var reloading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim(true);
        var source = new ReloadableSource();
        source.Remove("ClientId");
        source.Remove("ClientSecret");
        source["CredentialFile"] = _path;
        _app.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        _app.Services.Configure<AdobeServerAuthOptions>(_ =>
        {
            reloading.Set();
            goOn.Wait();
        });
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await TokenAsync(provider);

        goOn.Reset();
        reloading.Reset();
        var reload = Task.Factory.StartNew(source.Reload, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        reloading.Wait(TestContext.Current.CancellationToken);
        WriteOAuth("client-1", ConsoleFiles.OldSecret);
        var renewing = RenewAsync(provider, token);
        goOn.Set();
        await renewing;
        await reload;

        Assert.Equal([Make.Secret, ConsoleFiles.OldSecret], _ims.Handler.Seen.Select(seen => seen.Field("client_secret")));
    }

    [Fact]
    public async Task A_refusal_without_a_change_is_asked_once()
    {
        _ims.Refuse("client-1");
        await using var services = Services(false, out var provider);

        await Assert.ThrowsAsync<TokenRequestException>(() => TokenAsync(provider));

        Assert.Single(_ims.Handler.Seen);
    }

    [Fact]
    public async Task Links_that_are_swapped_as_Kubernetes_does_are_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        Mount("1", "client-1", Make.Secret);
        var path = _folder.PathOf("mounted.json");
        File.CreateSymbolicLink(path, "..data/mounted.json");
        await using var services = Services(false, out var provider, path);
        var token = await TokenAsync(provider);

        Mount("2", "client-1", ConsoleFiles.OldSecret);
        await RenewAsync(provider, token);

        Assert.Equal([Make.Secret, ConsoleFiles.OldSecret], _ims.Handler.Seen.Select(seen => seen.Field("client_secret")));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_new_private_key_signs_from_the_next_request_on(bool isByHand)
    {
        File.WriteAllText(_path, ConsoleFiles.Aem());
        var keyPath = _folder.PathOf("private.key");
        File.WriteAllText(keyPath, Make.PrivateKey);
        await using var services = Services(isByHand, out var provider, _path, options => options.Jwt.PrivateKeyFile = keyPath);
        var token = await TokenAsync(provider);

        using var other = RSA.Create(2048);
        File.WriteAllText(keyPath, other.ExportPkcs8PrivateKeyPem());
        await RenewAsync(provider, token);

        await SentAssertion.Of(_ims.Handler.Seen[0]).VerifyAsync();
        await SentAssertion.Of(_ims.Handler.Seen[1]).VerifyAsync(other.ExportParameters(false));
    }

    [Fact]
    public async Task A_file_that_is_written_anew_with_the_same_content_in_other_words_changes_nothing()
    {
        await using var services = Services(false, out var provider);
        var token = await TokenAsync(provider);

        File.WriteAllText(_path, File.ReadAllText(_path) + "\n\n");
        await RenewAsync(provider, token);

        Assert.Empty(_app.Log.Of(501));
        Assert.Equal(2, _ims.Handler.Seen.Count);
    }

#if !NETSTANDARD_BUILD
    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, 0)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, 1)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherWrite, 1)]
    public async Task A_file_that_everyone_may_read_causes_one_warning(UnixFileMode mode, int warnings)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are others there.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, mode | UnixFileMode.UserWrite);
        }

        await using var services = Services(false, out var provider);
        var token = await TokenAsync(provider);
        WriteOAuth("client-1", ConsoleFiles.OldSecret);

        await RenewAsync(provider, token);

        Assert.Equal(warnings, _app.Log.Of(503).Count);
        Assert.All(_app.Log.Of(503), line => Assert.Contains("chmod o-rw", line.Text, StringComparison.Ordinal));
    }
#endif

    [Fact]
    public async Task What_is_set_beside_the_file_wins_and_what_it_lacks_is_told_with_its_key()
    {
        File.WriteAllText(_path, ConsoleFiles.FlatJwt());
        var refusal = Assert.ThrowsAny<Microsoft.Extensions.Options.OptionsValidationException>(() => Services(false, out _));
        Assert.Equal(["AdobeServerAuth:Jwt:MetaScopes", "AdobeServerAuth:Jwt:PrivateKey"], refusal.Failures.Select(line => line.Split(' ')[0]).Order());

        await using var services = Services(false, out var provider, _path, null, ("Jwt:PrivateKey", Make.PrivateKey), ("Jwt:MetaScopes", "ent_user_sdk"), ("ClientId", "beside"));
        Assert.Equal("beside.1", await TokenAsync(provider));
        await SentAssertion.Of(Assert.Single(_ims.Handler.Seen)).VerifyAsync();
    }

    [Theory]
    [InlineData(false, "https://pdf-services.adobe.io/token", "client_id client_secret")]
    [InlineData(true, "https://ims-na1.adobelogin.com/ims/exchange/jwt", "client_id client_secret jwt_token")]
    public async Task The_files_of_PDF_Services_work_as_they_are(bool isOld, string address, string fields)
    {
        File.WriteAllText(_path, isOld ? ConsoleFiles.PdfJwt() : ConsoleFiles.Pdf());
        File.WriteAllText(_folder.PathOf("private.key"), Make.PrivateKey);
        await using var services = Services(false, out var provider);

        await TokenAsync(provider);

        var seen = Assert.Single(_ims.Handler.Seen);
        Assert.Equal(new Uri(address), seen.Address);
        Assert.Equal(fields, string.Join(' ', seen.Body!.Split('&').Select(field => field.Split('=')[0])));
    }

    [Theory]
    [InlineData("{\"CLIENT_ID\":1}", "is the content of a file")]
    [InlineData("", null)]
    [InlineData("no-such-file.json", "does not exist")]
    public void A_path_that_is_none_is_told(string path, string? rule)
    {
        var refusal = Assert.ThrowsAny<Microsoft.Extensions.Options.OptionsValidationException>(() => Services(false, out _, path));

        var first = Assert.Single(refusal.Failures);
        Assert.StartsWith(rule is null ? "AdobeServerAuth has neither ClientId nor" : "AdobeServerAuth:CredentialFile ", first, StringComparison.Ordinal);
        Assert.Contains(rule ?? "", first, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteOAuth(string client, string secret) =>
        File.WriteAllText(_path, ConsoleFiles.FlatOAuth().Replace(Make.ClientId, client, StringComparison.Ordinal).Replace(Make.Secret, secret, StringComparison.Ordinal));

    private void Mount(string version, string client, string secret)
    {
        var folder = Directory.CreateDirectory(_folder.PathOf("..version-" + version)).FullName;
        File.WriteAllText(Path.Combine(folder, "mounted.json"), ConsoleFiles.FlatOAuth().Replace(Make.ClientId, client, StringComparison.Ordinal).Replace(Make.Secret, secret, StringComparison.Ordinal));
        var link = _folder.PathOf("..data");
        if (Directory.Exists(link))
        {
            Directory.Delete(link);
        }

        Directory.CreateSymbolicLink(link, folder);
    }

    // From a section of the container, or made by hand from options.
    private ServiceProvider Services(bool isByHand, out ITokenProvider provider, string? path = null, Action<AdobeServerAuthOptions>? change = null, params IEnumerable<(string Key, string Value)> keys)
    {
        if (isByHand)
        {
            var options = new AdobeServerAuthOptions { CredentialFile = path ?? _path };
            change?.Invoke(options);
            provider = TokenProvider.Create(options, _ims.Handler, _app.Clock, _app.Log);
            return new ServiceCollection().BuildServiceProvider();
        }

        var section = keys.Append(("CredentialFile", path ?? _path)).Select(pair => new KeyValuePair<string, string?>("AdobeServerAuth:" + pair.Item1, pair.Item2));
        _app.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(section).Build()).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);
        if (change is not null)
        {
            _app.Services.Configure(change);
        }

        var services = _app.Services.BuildServiceProvider();
        provider = services.GetRequiredService<ITokenProvider>();
        return services;
    }

    private static async Task<string> TokenAsync(ITokenProvider provider) => (await provider.GetTokenAsync(TestContext.Current.CancellationToken)).Value;

    private static async Task<string> RenewAsync(ITokenProvider provider, string token) =>
        (await provider.RenewTokenAsync(Make.Token(token, DateTimeOffset.MaxValue), TestContext.Current.CancellationToken)).Value;
}
