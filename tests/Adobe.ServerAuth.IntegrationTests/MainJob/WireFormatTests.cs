#if !NETSTANDARD_BUILD
using System.Collections.Concurrent;
using System.Diagnostics;
#endif
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Adobe.ServerAuth.IntegrationTests.Golden;
#if !NETSTANDARD_BUILD
using Microsoft.Extensions.DependencyInjection;
#endif
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>What the library writes on the wire is what the golden requests say, which were written from the protocol and not from the code.</summary>
public class WireFormatTests
{
    private const string ClientId = "0123456789abcdef0123456789abcdef";
    private const string OrganizationId = "0123456789ABCDEF01234567@AdobeOrg";

    private const string TechnicalAccountId = "89ABCDEF0123456789ABCDEF@techacct.adobe.com";

    private static readonly string Secret = "p8e-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12)) + "+/=&%\"é";

    public static TheoryData<string, string?, string> Requests => new()
    {
        { "client-credentials", null, "/ims/token/v3" },
        { "client-credentials-with-organization", OrganizationId, "/ims/token/v3" },
        { "pdf-services-token", OrganizationId, "/token" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_token_request_is_the_golden_one(string golden, string? organizationId, string path)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = listener.LocalEndpoint.ToString()!;
        var isProduct = path == "/token";
        using var provider = TokenProvider.Create(new AdobeServerAuthOptions
        {
            ClientId = ClientId,
            ClientSecret = Secret,
            Scopes = isProduct ? [] : ["openid", " AdobeID , read_organizations"],
            OrganizationId = organizationId,
            ImsEndpoint = isProduct ? null : new Uri("http://" + host),
            TokenEndpoint = isProduct ? new Uri("http://" + host + path) : null,
        });

        var call = provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var sent = await AnswerAsync(listener, """{ "access_token": "from-the-wire", "expires_in": 3599 }""");

        Assert.Equal("from-the-wire", (await call).Value);
        var expected = Encoding.ASCII.GetString(GoldenRequest.Fill(
            golden,
            ("host", host),
            ("client_id", ClientId),
            ("client_secret", Secret),
            ("scope", "openid,AdobeID,read_organizations"),
            ("org_id", OrganizationId)));
        Assert.Equal(InOrder(expected), InOrder(sent));
    }

    [Fact]
    public async Task The_exchange_is_the_golden_one_and_its_assertion_is_verified_by_another_library()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = listener.LocalEndpoint.ToString()!;
        using var key = RSA.Create(2048);
        using var provider = TokenProvider.Create(new AdobeServerAuthOptions
        {
            Flow = ServerAuthFlow.Jwt,
            ClientId = ClientId,
            ClientSecret = Secret,
            OrganizationId = OrganizationId,
            ImsEndpoint = new Uri("http://" + host),
            Jwt = new JwtOptions { TechnicalAccountId = TechnicalAccountId, MetaScopes = ["ent_dataservices_sdk"], PrivateKey = key.ExportRSAPrivateKeyPem() },
        });

        var call = provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var sent = await AnswerAsync(listener, """{ "token_type": "bearer", "access_token": "from-the-wire", "expires_in": 86399999 }""");

        Assert.InRange((await call).ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        var assertion = sent[(sent.LastIndexOf('=') + 1)..];
        var expected = Encoding.ASCII.GetString(GoldenRequest.Fill(
            "jwt-exchange", ("host", host), ("client_id", ClientId), ("client_secret", Secret), ("jwt_token", assertion)));
        Assert.Equal(InOrder(expected), InOrder(sent));
        var verdict = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(key),
            ValidAlgorithms = ["RS256"],
            ValidIssuer = OrganizationId,
            ValidAudience = $"https://{host}/c/{ClientId}",
        });
        Assert.True(verdict.IsValid, verdict.Exception?.Message);
        Assert.Equal((TechnicalAccountId, true), (verdict.Claims["sub"], verdict.Claims[$"https://{host}/s/ent_dataservices_sdk"]));
    }

#if !NETSTANDARD_BUILD
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_the_trace_it_is_a_part_of_ims_learns_nothing_and_the_framework_writes_no_span(bool isOfContainer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = listener.LocalEndpoint.ToString()!;
        using var job = new Activity("job").AddBaggage("tenant", "acme").SetIdFormat(ActivityIdFormat.W3C).Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var ports = new ConcurrentBag<object?>();
        using var spanListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,

            // On .NET 8 a span of the framework has no tags.
            ActivityStopped = span => ports.Add(span.GetTagItem("server.port") ?? (span.TraceId == job.TraceId ? port : null)),
        };
        ActivitySource.AddActivityListener(spanListener);
        await using var services = new ServiceCollection().AddAdobeServerAuth(Fill).Services.BuildServiceProvider();
        using var own = isOfContainer ? null : TokenProvider.Create(Filled());

        var call = (own ?? services.GetRequiredService<ITokenProvider>()).GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var sent = await AnswerAsync(listener, """{ "access_token": "from-the-wire", "expires_in": 3599 }""");

        Assert.Equal("from-the-wire", (await call).Value);
        var expected = Encoding.ASCII.GetString(GoldenRequest.Fill("client-credentials", ("host", host), ("client_id", ClientId), ("client_secret", Secret), ("scope", "openid")));
        Assert.Equal(InOrder(expected), InOrder(sent));
        Assert.DoesNotContain(port, ports);

        // Of any other request there is one.
        using var other = new HttpClient();
        var answer = other.PostAsync(new Uri("http://" + host), new StringContent("{}"), TestContext.Current.CancellationToken);
        await AnswerAsync(listener, "{}");
        (await answer).Dispose();
        Assert.Contains(port, ports);

        AdobeServerAuthOptions Filled()
        {
            var options = new AdobeServerAuthOptions();
            Fill(options);
            return options;
        }

        void Fill(AdobeServerAuthOptions options) => (options.ClientId, options.ClientSecret, options.Scopes, options.ImsEndpoint) = (ClientId, Secret, ["openid"], new Uri("http://" + host));
    }
#endif

    // The order of header fields with different names has no meaning (RFC 9110 section 5.3); all else is compared byte for byte.
    private static string InOrder(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = request[..end].Split("\r\n");
        return string.Join("\r\n", [head[0], .. head.Skip(1).Order(StringComparer.Ordinal)]) + request[end..];
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string json)
    {
        var limit = TimeSpan.FromSeconds(30);
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(limit);
        var stream = connection.GetStream();
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsComplete(received.ToString()))
        {
            var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(limit);
            Assert.NotEqual(0, read);
            received.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\nConnection: close\r\n\r\n{json}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        return received.ToString();
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        const string header = "Content-Length: ";
        var length = request.IndexOf(header, StringComparison.Ordinal);
        return end >= 0 && length >= 0
            && request.Length - end - 4 >= int.Parse(request[(length + header.Length)..request.IndexOf("\r\n", length, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
