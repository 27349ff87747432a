using System.Reflection;
using System.Runtime.Versioning;

namespace Adobe.ServerAuth.Net8Tests;

/// <summary>Without these tests, the others could pass on another runtime, with another build or with newer packages.</summary>
public class BuildUnderTest
{
    [Theory]
    [InlineData("Adobe.ServerAuth")]
    [InlineData("Adobe.ServerAuth.Hosting")]
    [InlineData("Adobe.ServerAuth.Testing")]
    public void The_build_for_NET_8_is_tested(string package) => Assert.Equal(
        ".NETCoreApp,Version=v8.0", Assembly.Load(package).GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName);

    [Fact]
    public void The_runtime_is_the_one_that_the_tests_were_built_for()
    {
        TestContext.Current.SendDiagnosticMessage($"Runtime: {Environment.Version}");

        Assert.Equal($".NETCoreApp,Version=v{Environment.Version.Major}.0", typeof(BuildUnderTest).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName);
        Assert.StartsWith(AppContext.BaseDirectory, typeof(object).Assembly.Location, StringComparison.Ordinal);
    }

#if !NET9_0_OR_GREATER
    [Theory]
    [InlineData(typeof(IHttpClientFactory))]
    [InlineData(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection))]
    [InlineData(typeof(Microsoft.Extensions.Caching.Distributed.IDistributedCache))]
    [InlineData(typeof(Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService))]
    [InlineData(typeof(Microsoft.Extensions.Hosting.IHost))]
    [InlineData(typeof(Microsoft.Extensions.Logging.ILogger))]
    [InlineData(typeof(System.Diagnostics.Metrics.IMeterFactory))]
    [InlineData(typeof(System.Text.Json.JsonElement))]
    public void The_packages_are_those_of_NET_8(Type type) => Assert.Equal(8, type.Assembly.GetName().Version!.Major);
#endif
}
