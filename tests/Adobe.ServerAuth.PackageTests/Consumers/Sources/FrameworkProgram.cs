// A program for .NET Framework with a strong name. Its settings are environment variables, and the emulator runs in the process that starts it.
using System;
using System.Collections;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Adobe.ServerAuth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Consumer
{
    public static class FrameworkProgram
    {
        public static async Task Main(string[] arguments)
        {
            var api = new Uri(arguments[0]);
            var settings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Where(entry => ((string)entry.Key).StartsWith("AdobeServerAuth", StringComparison.Ordinal))
                .ToDictionary(entry => ((string)entry.Key).Replace("__", ":"), entry => (string?)entry.Value);
            var services = new ServiceCollection();
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            services.AddAdobeServerAuth();
            services.AddAdobeServerAuth("legacy");
            foreach (var name in new[] { "", "legacy" })
            {
                services.AddHttpClient("api" + name, client => client.BaseAddress = api).AddAdobeServerAuthHandler(name, options => options.AllowedHosts = [api.Authority]);
            }

            using (var provider = services.BuildServiceProvider())
            {
                foreach (var name in new[] { "", "legacy" })
                {
                    using (var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("api" + name).GetAsync(new Uri("/hello", UriKind.Relative)))
                    {
                        Console.WriteLine($"'{name}': {(int)response.StatusCode}");
                    }
                }
            }

            Console.WriteLine($"mono: {Type.GetType("Mono.Runtime") != null}");
            Console.WriteLine($"key: {BitConverter.ToString(typeof(ITokenProvider).Assembly.GetName().GetPublicKeyToken())}");
            Console.WriteLine($"own key: {typeof(FrameworkProgram).Assembly.GetName().GetPublicKeyToken().Length > 0}");
        }
    }
}
