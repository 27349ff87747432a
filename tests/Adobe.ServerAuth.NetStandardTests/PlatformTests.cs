using System.Runtime.Versioning;

namespace Adobe.ServerAuth.NetStandardTests;

public class PlatformTests
{
    [Fact]
    public void What_is_tested_here_is_the_build_for_net_standard() => Assert.Equal(
        ".NETStandard,Version=v2.0",
        typeof(ITokenProvider).Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), false).Cast<TargetFrameworkAttribute>().Single().FrameworkName);
}
