using System.Reflection;
using System.Runtime.Versioning;

namespace Adobe.ServerAuth.Net8Tests;

/// <summary>Else these tests could pass without ever having met the builds that they are there for.</summary>
public class BuildUnderTest
{
    [Theory]
    [InlineData("Adobe.ServerAuth")]
    [InlineData("Adobe.ServerAuth.Hosting")]
    [InlineData("Adobe.ServerAuth.Testing")]
    public void The_build_for_NET_8_is_what_is_tested(string package) => Assert.Equal(
        ".NETCoreApp,Version=v8.0", Assembly.Load(package).GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName);
}
