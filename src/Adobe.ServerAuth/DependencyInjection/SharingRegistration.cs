#if !NETSTANDARD2_0
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
#endif

namespace Adobe.ServerAuth.DependencyInjection;

internal static class SharingRegistration
{
#if NETSTANDARD2_0
    public static IAdobeServerAuthBuilder Add(IAdobeServerAuthBuilder builder, object? serviceKey) =>
        throw NotSupported();
#else
    public static IAdobeServerAuthBuilder Add(IAdobeServerAuthBuilder builder, object? serviceKey)
    {
        if (!AesGcm.IsSupported)
        {
            throw NotSupported();
        }

        builder.Services.TryAddSingleton<SharedTokenStores>();
        if (!RegisteredCredentials.In(builder.Services).Has(builder.Name))
        {
            // For names that come at run time: nothing else would look for the cache when the host starts.
            builder.Services.AddOptions<CredentialStart>(nameof(SharedTokenStores)).Validate<SharedTokenStores>((_, stores) => stores.Sharing(builder.Name, serviceKey) is not null).ValidateOnStart();
            builder.Services.TryAddSingleton<IOptionsMonitorCache<CredentialStart>, CredentialStartCache>();
        }

        RegisteredCredentials.In(builder.Services).Share(builder.Name, services => services.GetRequiredService<SharedTokenStores>().Sharing(builder.Name, serviceKey));
        return builder;
    }
#endif

    private static PlatformNotSupportedException NotSupported() =>
        new("Tokens can not be shared: this platform has no AES-GCM to seal them with. Leave AddDistributedTokenCache out, or run on .NET 8 or later.");
}
