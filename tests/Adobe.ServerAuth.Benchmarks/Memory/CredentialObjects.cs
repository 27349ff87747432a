using System.Security.Cryptography;
using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Stubs;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Benchmarks.Memory;

// The objects that one credential has for itself: those that the factory no longer reaches once the credential was removed. What other
// credentials use as well stays, and so does what belongs to the options.
internal static class CredentialObjects
{
    public const string OAuth = "OAuth";
    public const string Jwt = "JWT";

    public static IReadOnlyList<string> Flows { get; } = [OAuth, Jwt];

    // A promise, which docs/adr/0015-memory-of-a-credential.md explains. A private key is larger than all the rest.
    public static long MostBytes(string flow) => flow == OAuth ? 1_000 : 1_400;

    // The least of a few looks: what the framework lets go of between two of them is not the credential's.
    public static IReadOnlyList<ObjectRow> Of(string? flow) => Enumerable.Range(0, 3).Select(_ => Look(flow)).MinBy(rows => rows.Sum(row => row.Bytes))!;

    private static List<ObjectRow> Look(string? flow)
    {
        using var key = flow == Jwt ? RSA.Create(2048) : null;
        var tenants = Tenant.Make(4, key?.ExportPkcs8PrivateKeyPem());
        using var container = TenantContainer.Build(tenants, new TokenAnswerHandler());
        var factory = container.GetRequiredService<ITokenProviderFactory>();
        foreach (var tenant in tenants)
        {
            factory.GetProvider(tenant.Name).GetTokenAsync().AsTask().GetAwaiter().GetResult();
        }

        var chosen = tenants[1];
        var objects = ObjectGraph.ReachableFrom(factory);
        factory.Remove(chosen.Name);
        objects.ExceptWith(ObjectGraph.ReachableFrom(factory));
        objects.ExceptWith(chosen.Texts);
        return
        [
            .. objects.GroupBy(one => TypeName.Of(one.GetType()))
                .Select(group => new ObjectRow(group.Key, group.Count(), group.Sum(ObjectSize.Of)))
                .OrderByDescending(row => row.Bytes)
                .ThenBy(row => row.Type, StringComparer.Ordinal),
        ];
    }
}
