using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public class ApiRequestOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("https://platform.adobe.io")]
    [InlineData("platform.adobe.io/data")]
    [InlineData("platform.adobe.io ")]
    [InlineData("platform .adobe.io")]
    [InlineData("platform.adobe.io.")]
    [InlineData(".adobe.io")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.*")]
    [InlineData("*.io")]
    [InlineData("*adobe.io")]
    [InlineData("platform.*.io")]
    [InlineData("a*.io")]
    [InlineData("a*.localhost:8080")]
    [InlineData("a*b*.adobe.io")]
    [InlineData("**.adobe.io")]
    [InlineData("bü*.adobe.io")]
    [InlineData("user@a*.adobe.io")]
    [InlineData("https://a*.adobe.io")]
    [InlineData("a*.127.0.0.1")]
    [InlineData("*.127.0.0.1")]
    [InlineData("user@platform.adobe.io")]
    [InlineData("platform.adobe.io:")]
    [InlineData("platform.adobe.io:99999")]
    [InlineData("platform.adobe.io:https")]
    [InlineData("platform.adobe.io,api.adobe.io")]
    [InlineData("platform.adobe.io?x")]
    [InlineData("platform.adobe.io#x")]
    [InlineData("platform%2eadobe.io")]
    [InlineData("platform.adobe.io\\x")]
    [InlineData("::1")]
    [InlineData(null)]
    public void A_malformed_host_is_refused_by_its_place_in_the_list(string? host)
    {
        var allowed = Refusal(options => options.AllowedHosts = ["platform.adobe.io", host!]);
        var passing = Refusal(options => options.PassThroughHosts = [host!]);

        Assert.StartsWith("ApiRequestOptions.AllowedHosts[1] must be a host", Assert.Single(allowed), StringComparison.Ordinal);
        Assert.StartsWith("ApiRequestOptions.PassThroughHosts[0] must be a host", Assert.Single(passing), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("platform.adobe.io")]
    [InlineData("Platform.Adobe.IO:8443")]
    [InlineData("*.adobeaemcloud.com")]
    [InlineData("firefly-epo*.adobe.io")]
    [InlineData("firefly-epo*-prod.adobe.io:8443")]
    [InlineData("*-stage.adobe.io")]
    [InlineData("*.api.commerce.adobe.com:444")]
    [InlineData("localhost")]
    [InlineData("localhost:8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("[::1]:8080")]
    [InlineData("bücher.example")]
    public void A_host_a_domain_or_either_with_a_port_is_valid(string host)
    {
        using var handler = new AdobeServerAuthHandler(new NoProvider(), new ApiRequestOptions { AllowedHosts = [host], PassThroughHosts = [host] });
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("x org")]
    [InlineData("x-org:")]
    [InlineData("x-org\r\nx-evil")]
    [InlineData("x-örg")]
    [InlineData("Authorization")]
    [InlineData("AUTHORIZATION")]
    [InlineData("x-api-key")]
    [InlineData("Host")]
    [InlineData("Content-Type")]
    [InlineData("Content-Length")]
    [InlineData(null)]
    public void A_text_that_can_not_be_the_organizations_header_is_refused(string? name)
    {
        var lines = Refusal(options => options.OrganizationIdHeader = name!);

        Assert.StartsWith("ApiRequestOptions.OrganizationIdHeader must be the name of a request header", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_not_sent_is_not_checked()
    {
        using var handler = new AdobeServerAuthHandler(new NoProvider(), new ApiRequestOptions { SendOrganizationId = false, OrganizationIdHeader = "" });
    }

    [Fact]
    public void The_defaults_send_both_headers_to_the_known_hosts()
    {
        var options = new ApiRequestOptions();

        Assert.Equal(19, options.AllowedHosts.Count);
        Assert.Contains("platform.adobe.io", options.AllowedHosts);
        Assert.Empty(options.PassThroughHosts);
        Assert.True(options.SendApiKey);
        Assert.True(options.SendOrganizationId);
        Assert.Equal("x-gw-ims-org-id", options.OrganizationIdHeader);
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_client_whose_hosts_are_malformed_and_names_them_all()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdobeServerAuth(options => (options.ClientId, options.ClientSecret, options.Scopes) = (Make.ClientId, Make.Secret, ["openid"]));
        builder.Services.AddHttpClient("fine").AddAdobeServerAuthHandler();
        builder.Services.AddHttpClient("broken").AddAdobeServerAuthHandler(options =>
        {
            options.AllowedHosts = ["https://a.example", "b.example", "c.example/path"];
            options.PassThroughHosts = ["*"];
            options.OrganizationIdHeader = "x org";
        });
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal("broken", refusal.OptionsName);
        Assert.Equal(
            ["AllowedHosts[0]", "AllowedHosts[2]", "PassThroughHosts[0]", "OrganizationIdHeader"],
            refusal.Failures.Select(line => line.Split("AddAdobeServerAuthHandler(options => …) of HTTP client 'broken': ")[1].Split(' ')[0]));
    }

    private static IEnumerable<string> Refusal(Action<ApiRequestOptions> configure)
    {
        var options = new ApiRequestOptions();
        configure(options);
        return Assert.ThrowsAny<OptionsValidationException>(() => new AdobeServerAuthHandler(new NoProvider(), options)).Failures;
    }

    private sealed class NoProvider : ITokenProvider
    {
        public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
