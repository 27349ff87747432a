using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class ImsEmulatorOptionsTests
{
    [Fact]
    public void The_defaults_are_those_of_Adobe()
    {
        var options = new ImsEmulatorOptions();

        Assert.Equal(TimeSpan.FromHours(24), options.TokenLifetime);
        Assert.Same(TimeProvider.System, options.TimeProvider);
        Assert.True(options.RequireApiKey);
        Assert.False(options.RequireOrganizationId);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1.9)]
    [InlineData(366 * 24 * 3600)]
    public void A_lifetime_out_of_range_is_refused(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImsEmulatorOptions { TokenLifetime = TimeSpan.FromSeconds(seconds) });

    [Fact]
    public void A_missing_clock_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => new ImsEmulatorOptions { TimeProvider = null! });

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3600, 3599)]
    [InlineData(60.9, 59)]
    public async Task Expires_in_is_the_lifetime_less_one_second(double lifetime, int expiresIn)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var adobe = await ImsEmulator.StartAsync(new() { TokenLifetime = TimeSpan.FromSeconds(lifetime) }, cancel);
        using var http = new HttpClient();
        using var content = new FormUrlEncodedContent(
            [new("client_id", adobe.Credential.ClientId), new("client_secret", adobe.Credential.ClientSecrets[0])]);

        using var response = await http.PostAsync(new Uri(adobe.ImsEndpoint, "/token"), content, cancel);

        Assert.EndsWith($$""","expires_in":{{expiresIn}}}""", await response.Content.ReadAsStringAsync(cancel));
    }
}
