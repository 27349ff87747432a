using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class SharingPlatformTests
{
#if NETSTANDARD_BUILD
    [Fact]
    public void Where_the_platform_has_no_AES_GCM_sharing_is_refused_when_it_is_registered()
    {
        var credential = new ServiceCollection().AddAdobeServerAuth(App.Fill());

        Assert.Contains("AES-GCM", Assert.Throws<PlatformNotSupportedException>(() => credential.AddDistributedTokenCache()).Message, StringComparison.Ordinal);
        Assert.Contains("AddDistributedTokenCache", Assert.Throws<PlatformNotSupportedException>(() => credential.AddDistributedTokenCache("tokens")).Message, StringComparison.Ordinal);
    }
#else
    [Fact]
    public void Where_the_platform_has_AES_GCM_a_credential_can_be_shared_twice()
    {
        var credential = new ServiceCollection().AddAdobeServerAuth(App.Fill());

        Assert.Same(credential, credential.AddDistributedTokenCache().AddDistributedTokenCache("tokens"));
    }
#endif
}
