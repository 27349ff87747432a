using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Hosts and headers of an HTTP client from the section AdobeServerAuth:HttpClients.</summary>
public class HttpClientSectionTests
{
    private readonly App _app = new App().WithCredential(options => options.OrganizationId = Make.OrganizationId);

    [Fact]
    public async Task Configuration_replaces_what_code_says_key_by_key()
    {
        var api = _app.AddClient("api").AddAdobeServerAuthHandler(options => options.ForAem("author-p1-e1.adobeaemcloud.com"));
        var options = Read(("HttpClients:api:AllowedHosts", "localhost:5000, *.example.com"), ("HttpClients:api:SendApiKey", "true"));

        Assert.Equal(["localhost:5000", "*.example.com"], options.AllowedHosts);
        Assert.True(options.SendApiKey);
        Assert.False(options.SendOrganizationId);
        Assert.Equal("api", api.Name);

        await using var services = _app.Services.BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        await http.GetAsync(new Uri("https://a.example.com/"), TestContext.Current.CancellationToken);
        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => http.GetAsync(new Uri("https://author-p1-e1.adobeaemcloud.com/"), TestContext.Current.CancellationToken));

        Assert.NotNull(Assert.Single(_app.Api.Seen).Headers["x-api-key"]);
        Assert.Contains("add 'author-p1-e1.adobeaemcloud.com' to AdobeServerAuth:HttpClients:api:AllowedHosts.", blocked.Message, StringComparison.Ordinal);
    }

    // An operator adds the emulator without repeating the hosts of the code or the default hosts.
    [Theory]
    [InlineData(false, "platform.adobe.io")]
    [InlineData(true, "firefly-epo1.adobe.io")]
    public async Task Configuration_adds_a_host_to_what_code_says(bool isPreset, string other)
    {
        _app.AddClient("api").AddAdobeServerAuthHandler(options => _ = isPreset ? options.ForFirefly() : options);
        Read(("HttpClients:api:AdditionalAllowedHosts", "emulator.example"));
        await using var services = _app.Services.BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        await http.GetAsync(new Uri("https://emulator.example/"), TestContext.Current.CancellationToken);
        await http.GetAsync(new Uri($"https://{other}/"), TestContext.Current.CancellationToken);

        Assert.All(_app.Api.Seen, seen => Assert.NotNull(seen.Authorization));
        Assert.Equal(2, _app.Api.Seen.Count);
    }

    [Fact]
    public void An_array_and_headers_are_read_and_what_is_not_named_stays()
    {
        _app.AddClient("api").AddAdobeServerAuthHandler();

        var options = Read(
            ("HttpClients:api:PassThroughHosts:0", "a.example"), ("HttpClients:api:PassThroughHosts:1", "b.example"),
            ("HttpClients:api:OrganizationIdHeader", "x-org"), ("HttpClients:api:SendOrganizationId", "false"));

        Assert.Equal(["a.example", "b.example"], options.PassThroughHosts);
        Assert.Equal("x-org", options.OrganizationIdHeader);
        Assert.False(options.SendOrganizationId);
        Assert.Equal(new ApiRequestOptions().AllowedHosts, options.AllowedHosts);
    }

    [Theory]
    [InlineData("HttpClients:api:AllowedHosts", "https://a.example", "AdobeServerAuth:HttpClients:api:AllowedHosts[0] must be a host")]
    [InlineData("HttpClients:api:AdditionalAllowedHosts", "a.example, https://a.example", "AdobeServerAuth:HttpClients:api:AdditionalAllowedHosts[1] must be a host")]
    [InlineData("HttpClients:api:AllowedHosts", "", "AdobeServerAuth:HttpClients:api:AllowedHosts is empty")]
    [InlineData("HttpClients:api:allowedhosts:0", "a*.io", "AdobeServerAuth:HttpClients:api:AllowedHosts[0] must be a host")]
    [InlineData("HttpClients:api:AllowedHost", "a.example", "AdobeServerAuth:HttpClients:api:AllowedHost is not a known key: did you mean AllowedHosts?")]
    [InlineData("HttpClients:api:SendApiKey", "yes", "AdobeServerAuth:HttpClients:api:SendApiKey must be true or false.")]
    [InlineData("HttpClients:api:OrganizationIdHeader", "Host", "AdobeServerAuth:HttpClients:api:OrganizationIdHeader must be the name of a request header")]
    [InlineData("HttpClients:api", "a.example", "AdobeServerAuth:HttpClients:api must be a section with keys of its own, not a value.")]
    [InlineData("HttpClients:apu:SendApiKey", "true", "AdobeServerAuth:HttpClients:apu is not an HTTP client with AddAdobeServerAuthHandler: did you mean api?")]
    [InlineData("HttpClients:firefly:SendApiKey", "true", "AdobeServerAuth:HttpClients:firefly is not an HTTP client with AddAdobeServerAuthHandler. Known here: api, other.")]
    public void A_mistake_is_reported_once_by_its_path_in_configuration(string key, string value, string message)
    {
        _app.AddClient("other").AddAdobeServerAuthHandler();
        _app.AddClient("api").AddAdobeServerAuthHandler();

        var failure = Assert.Single(Assert.Throws<OptionsValidationException>(() => Read((key, value))).Failures);

        Assert.StartsWith(message, failure, StringComparison.Ordinal);
        Assert.Equal(19, Read("other").AllowedHosts.Count);
    }

    [Fact]
    public void A_mistake_in_code_names_the_call_and_the_client()
    {
        _app.AddClient("api").AddAdobeServerAuthHandler(options => options.AllowedHosts.Add("https://a.example"));

        var failure = Assert.Single(Assert.Throws<OptionsValidationException>(() => Read()).Failures);

        Assert.StartsWith("AddAdobeServerAuthHandler(options => …) of HTTP client 'api': AllowedHosts[19] must be a host", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_request_names_the_client_and_the_line_that_allows_it()
    {
        _app.AddClient("api").AddAdobeServerAuthHandler();
        _app.Services.AddSingleton<IConfiguration>(Configuration());
        await using var services = _app.Services.BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => http.GetAsync(new Uri("https://my.example/"), TestContext.Current.CancellationToken));

        Assert.Contains(
            "add it to HTTP client 'api': AddAdobeServerAuthHandler(options => options.AllowedHosts.Add(\"my.example\")), or set AdobeServerAuth:HttpClients:api:AdditionalAllowedHosts (AdobeServerAuth__HttpClients__api__AdditionalAllowedHosts=my.example in the environment).",
            blocked.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("firefly-api.adobe.com", "Did you mean firefly-api.adobe.io? Allowed are firefly-api.adobe.io, firefly-epo*.adobe.io. If it is")]
    [InlineData("platform.adobe.io", "token. Allowed are firefly-api.adobe.io, firefly-epo*.adobe.io. If it is")]
    public async Task A_mistyped_host_is_corrected_before_the_line_that_would_allow_it(string host, string text)
    {
        _app.AddClient("api").AddAdobeServerAuthHandler(options => options.ForFirefly());
        await using var services = _app.Services.BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => http.GetAsync(new Uri($"https://{host}/"), TestContext.Current.CancellationToken));

        Assert.Contains(text, blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_handler_in_the_defaults_every_name_can_be_a_client()
    {
        _app.Services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler());

        Assert.False(Read(("HttpClients:api:SendApiKey", "false"), ("HttpClients:other:SendApiKey", "false")).SendApiKey);
    }

    [Fact]
    public void The_section_stands_below_that_of_the_default_credential()
    {
        var app = new App();
        var configuration = Configuration(
            ("Adobe:ClientId", Make.ClientId), ("Adobe:ClientSecret", Make.Secret), ("Adobe:Scopes", "openid"), ("Adobe:HttpClients:api:SendApiKey", "false"), ("AdobeServerAuth:HttpClients:api:SendOrganizationId", "false"));
        app.Services.AddSingleton<IConfiguration>(configuration).AddAdobeServerAuth(configuration.GetSection("Adobe"));
        app.AddClient("api").AddAdobeServerAuthHandler();
        using var services = app.Services.BuildServiceProvider();

        var options = services.GetRequiredService<IOptionsMonitor<ApiRequestOptions>>().Get("api");

        Assert.Equal((false, true), (options.SendApiKey, options.SendOrganizationId));
        Assert.NotNull(services.GetRequiredService<ITokenProvider>());
    }

    [Fact]
    public void A_credential_cannot_be_called_like_the_section() =>
        Assert.Throws<ArgumentException>(() => _app.Services.AddAdobeServerAuth("httpClients"));

    private ApiRequestOptions Read(params (string Key, string Value)[] settings)
    {
        _app.Services.AddSingleton<IConfiguration>(Configuration([.. settings.Select(setting => ("AdobeServerAuth:" + setting.Key, setting.Value))]));
        return Read("api");
    }

    private ApiRequestOptions Read(string client)
    {
        using var services = _app.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptionsMonitor<ApiRequestOptions>>().Get(client);
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();
}
