using System.Security.Cryptography;
using Adobe.ServerAuth.Benchmarks.Stubs;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace Adobe.ServerAuth.Benchmarks.Peers;

internal static class GoogleServiceAccount
{
    private static readonly string[] Scopes = ["https://www.googleapis.com/auth/cloud-platform"];

    public static ServiceAccountCredential Create(HttpMessageHandler endpoint, RSA key) =>
        Create(new GoogleHttpClientFactory(endpoint), key, "benchmark@example.iam.gserviceaccount.com");

    public static ServiceAccountCredential Create(HttpClientFactory clients, RSA key, string id) => new(new ServiceAccountCredential.Initializer(id)
    {
        Key = key,
        Scopes = Scopes,
        HttpClientFactory = clients,
    });
}
