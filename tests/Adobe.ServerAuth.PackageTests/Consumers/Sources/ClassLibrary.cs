// A class library, compiled for platforms that this machine can not run: what it uses has to be there under these names.
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Adobe.ServerAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Consumer
{
    public static class ClassLibrary
    {
        public static IHttpClientBuilder Register(IServiceCollection services)
        {
            services.AddAdobeServerAuth(options =>
            {
                options.ClientId = "4f6c1d2e8b9a47035c61de90ab7f8e23";
                options.Scopes.Add("openid");
                options.Flow = ServerAuthFlow.OAuth;
            });
            services.AddAdobeServerAuth("second", options => options.Jwt.MetaScopes.Add("ent_dataservices_sdk"));
            return services.AddHttpClient("aem").AddAdobeServerAuthHandler(options => options.ForAem("author-p1-e1.adobeaemcloud.com"));
        }

#if EXE
        public static void Main()
        {
            Register(new ServiceCollection());
        }
#endif

        public static async Task<string> GetAsync(AdobeServerAuthOptions options, CancellationToken cancellationToken)
        {
            using (var provider = TokenProvider.Create(options))
            using (var client = new HttpClient(new AdobeServerAuthHandler(provider, new ApiRequestOptions())))
            using (var request = new HttpRequestMessage(HttpMethod.Get, "https://platform.adobe.io/").WithoutAdobeCredential())
            {
                AccessToken token = await provider.GetTokenAsync(cancellationToken).ConfigureAwait(false);
                using (var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false))
                {
                    return token.ClientId + response.StatusCode;
                }
            }
        }
    }
}
