using System.Reflection;
using System.Runtime.Versioning;

namespace Adobe.ServerAuth.NetStandardTests;

/// <summary>Else these tests could pass without ever having met the build that they are there for.</summary>
public class BuildUnderTest
{
    [Fact]
    public void The_build_for_NET_Standard_is_what_is_tested() => Assert.Equal(
        ".NETStandard,Version=v2.0", typeof(ITokenProvider).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName);
}
