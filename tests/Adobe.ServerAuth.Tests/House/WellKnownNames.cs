namespace Adobe.ServerAuth.Tests.House;

// What a reader of the documents takes for granted. A block that declares one of these names itself hides ours.
internal static class WellKnownNames
{
    public const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        global using Adobe.ServerAuth;
        global using Adobe.ServerAuth.Testing;
        global using RichardSzalay.MockHttp;
        global using Xunit;
        global using static Prelude.WellKnown;
        """;

    public const string Prelude = """
        namespace Prelude;

        public static class WellKnown
        {
            public static HostApplicationBuilder builder { get; set; } = null!;
            public static IServiceCollection services { get; set; } = null!;
            public static HttpClient httpClient { get; set; } = null!;
            public static ITokenProvider provider { get; set; } = null!;
            public static AccessToken token { get; set; } = null!;
            public static AdobeServerAuthOptions options { get; set; } = null!;
            public static CancellationToken cancellationToken { get; set; }
            public static System.Security.Cryptography.RSA key { get; set; } = null!;
            public static System.Security.Cryptography.X509Certificates.X509Certificate2 certificate { get; set; } = null!;
            public static IVault vault { get; set; } = null!;

            public interface IVault
            {
                ValueTask<string> GetSecretAsync(string name, CancellationToken cancellationToken);

                ValueTask SetSecretAsync(string name, string value, CancellationToken cancellationToken);

                ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
            }

            public sealed class FireflyClient(HttpClient http)
            {
                public HttpClient Http { get; } = http;
            }
        }
        """;
}
