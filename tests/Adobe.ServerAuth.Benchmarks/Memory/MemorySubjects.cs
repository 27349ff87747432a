using System.Security.Cryptography;
using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using Azure.Core;
using Azure.Core.Pipeline;
using Google.Apis.Auth.OAuth2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Memory;

internal static class MemorySubjects
{
    // One after the other: nothing of one is there while another is measured.
    public static IEnumerable<MemorySubject> All(int many, int some, int keys)
    {
        yield return Named("Adobe.ServerAuth, OAuth, named, in one container", many, null);
        yield return Created(some);
        using var key = RSA.Create(2048);
        yield return Named("Adobe.ServerAuth, JWT, named, in one container", keys, key.ExportPkcs8PrivateKeyPem());
        yield return MsalApplications(some);
        yield return AzurePolicies(some);
        yield return GoogleCredentials(some, key);
    }

    private static MemorySubject Named(string what, int count, string? privateKey)
    {
        var tenants = Tenant.Make(Total(count), privateKey);
        var container = TenantContainer.Build(tenants, new TokenAnswerHandler());
        var factory = container.GetRequiredService<ITokenProviderFactory>();
        return new(
            what,
            count,
            i => factory.GetProvider(tenants[i].Name),
            i => factory.GetProvider(tenants[i].Name).GetTokenAsync().AsTask().GetAwaiter().GetResult(),
            container);
    }

    private static MemorySubject Created(int count)
    {
        var options = Tenant.Make(Total(count)).Select(tenant => tenant.ToOptions()).ToArray();
        var endpoint = new TokenAnswerHandler();
        var made = new CachingTokenProvider[options.Length];
        return new(
            "Adobe.ServerAuth, OAuth, `TokenProvider.Create`",
            count,
            i => made[i] = TokenProvider.Create(options[i], endpoint),
            i => made[i].GetTokenAsync().AsTask().GetAwaiter().GetResult());
    }

    private static MemorySubject MsalApplications(int count)
    {
        var texts = Enumerable.Range(0, Total(count)).Select(_ => (Id: RandomText.Guid(), Secret: RandomText.Hex(40), Tenant: RandomText.Guid())).ToArray();
        var clients = new MsalHttpClientFactory(new TokenAnswerHandler());
        var made = new IConfidentialClientApplication[texts.Length];
        return new(
            "MSAL, `ConfidentialClientApplication`",
            count,
            i => made[i] = Msal.Create(clients, texts[i].Id, texts[i].Secret, texts[i].Tenant),
            i => Msal.GetTokenAsync(made[i]).GetAwaiter().GetResult());
    }

    private static MemorySubject AzurePolicies(int count)
    {
        var address = new RequestUriBuilder();
        address.Reset(new Uri("https://api.example.com/items"));
        var made = new BearerTokenAuthenticationPolicy[Total(count)];
        return new(
            "Azure.Core, `BearerTokenAuthenticationPolicy`",
            count,
            i => made[i] = AzurePipeline.CreatePolicy(),
            i => AzurePipeline.Send(AzurePipeline.Around(made[i]), address));
    }

    private static MemorySubject GoogleCredentials(int count, RSA key)
    {
        var ids = Enumerable.Range(0, Total(count)).Select(_ => RandomText.Hex(24) + "@example.iam.gserviceaccount.com").ToArray();
        var clients = new GoogleHttpClientFactory(new TokenAnswerHandler());
        var made = new ServiceAccountCredential[ids.Length];
        return new(
            "Google.Apis.Auth, `ServiceAccountCredential`, all with one key",
            count,
            i => made[i] = GoogleServiceAccount.Create(clients, key, ids[i]),
            i => made[i].GetAccessTokenForRequestAsync().GetAwaiter().GetResult());
    }

    private static int Total(int count) => count + MemorySubject.Uncounted;
}
