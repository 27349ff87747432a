using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Changes of options that come from anywhere, for one name or for all.</summary>
public class CredentialChangeTests
{
    private readonly TellingIms _ims = new();
    private readonly CredentialTable _table = new();
    private readonly ChangeSource _ofOne = new("one");
    private readonly ChangeSource _ofAll = new(null);
    private readonly App _app;

    public CredentialChangeTests()
    {
        _app = new App(_ims.Handler);
        _app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(_table);
        _app.Services.AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(_ofOne);
        _app.Services.AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(_ofAll);
        _app.Services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(_app.ToStub);
        _table.Add("one", "two");
    }

    [Fact]
    public async Task A_change_of_a_name_reaches_that_name_alone()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        var (one, two) = (factory.GetProvider("one"), factory.GetProvider("two"));

        SetBoth("changed");
        _ofOne.Fire();

        Assert.Equal("one-changed.1", await TokenOf(one));
        Assert.Equal("two.1", await TokenOf(two));
        Assert.Equal((2, 1), (_table.ReadsOf("one"), _table.ReadsOf("two")));
        Assert.Contains("'one'", Assert.Single(_app.Log.Of(501)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_without_a_name_reaches_all_that_live_and_makes_none()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        var (one, two) = (factory.GetProvider("one"), factory.GetProvider("two"));
        _table.Add("never-asked-for", "removed");
        factory.GetProvider("removed");
        factory.Remove("removed");

        SetBoth("changed");
        _ofAll.Fire();
        SetBoth("again");
        _ofAll.Fire();

        Assert.Equal("one-again.1", await TokenOf(one));
        Assert.Equal("two-again.1", await TokenOf(two));
        Assert.Equal((0, 1), (_table.ReadsOf("never-asked-for"), _table.ReadsOf("removed")));
    }

    [Fact]
    public async Task A_change_while_a_provider_is_being_made_is_not_lost()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        _table["one"] = options =>
        {
            App.Fill(made => made.ClientId = "before")(options);
            _table["one"] = App.Fill(made => made.ClientId = "after");
            _ofOne.Fire();
        };

        Assert.Equal("after.1", await TokenOf(factory.GetProvider("one")));
        Assert.Single(_ims.Handler.Seen);
    }

    [Fact]
    public async Task Options_that_vanish_leave_the_last_good_ones_and_one_error()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var one = services.GetRequiredService<ITokenProviderFactory>().GetProvider("one");
        await TokenOf(one);

        _table.Remove("one");
        _ofOne.Fire();
        _ofAll.Fire();

        Assert.Equal("one.1", await TokenOf(one));
        Assert.Contains("'one'", Assert.Single(_app.Log.Of(500)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_credential_that_fails_to_be_read_does_not_keep_the_change_from_the_others()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<ITokenProviderFactory>();
        var names = Enumerable.Range(0, 20).Select(i => "n" + i).ToArray();
        _table.Add(names);
        Assert.All(names, name => factory.GetProvider(name));

        _table["n7"] = _ => throw new InvalidOperationException("the vault is closed");
        foreach (var name in names.Where(name => name != "n7"))
        {
            _table[name] = App.Fill(options => options.ClientId = name + "-changed");
        }

        _ofAll.Fire();

        foreach (var name in names)
        {
            Assert.Equal(name == "n7" ? "n7.1" : name + "-changed.1", await TokenOf(factory.GetProvider(name)));
        }

        Assert.Contains("'n7'", Assert.Single(_app.Log.Of(500)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_foreign_origin_forges_no_line_of_a_log_or_an_exception()
    {
        const string name = "tenant\nfail: everything is lost";
        _table[name] = App.Fill(options => options.ClientId = "client");
        _ims.Refuse("client");
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProviderFactory>().GetProvider(name);

        var refusal = await Assert.ThrowsAsync<TokenRequestException>(() => TokenOf(provider));
        _table[name] = App.Fill(options => options.Scopes = []);
        _ofAll.Fire();

        Assert.DoesNotContain('\n', Assert.Single(_app.Log.Of(500)).Text);
        Assert.All(_app.Log.Lines.Where(line => line.Text.Contains("is lost", StringComparison.Ordinal)), line => Assert.DoesNotContain('\n', line.Text));
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private void SetBoth(string what)
    {
        _table["one"] = App.Fill(options => options.ClientId = "one-" + what);
        _table["two"] = App.Fill(options => options.ClientId = "two-" + what);
    }

    private static async Task<string> TokenOf(ITokenProvider provider) => (await provider.GetTokenAsync(TestContext.Current.CancellationToken)).Value;
}
