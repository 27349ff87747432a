using System.Reflection;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;

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
    public void The_runtime_is_NET_8()
    {
        TestContext.Current.SendDiagnosticMessage($"Runtime: {Environment.Version}");

        Assert.Equal(8, Environment.Version.Major);
        Assert.StartsWith(AppContext.BaseDirectory, typeof(object).Assembly.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IHttpClientFactory))]
    [InlineData(typeof(IServiceCollection))]
    [InlineData(typeof(Microsoft.Extensions.Caching.Distributed.IDistributedCache))]
    [InlineData(typeof(Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService))]
    [InlineData(typeof(Microsoft.Extensions.Hosting.IHost))]
    [InlineData(typeof(Microsoft.Extensions.Logging.ILogger))]
    [InlineData(typeof(System.Diagnostics.Metrics.IMeterFactory))]
    [InlineData(typeof(System.Text.Json.JsonElement))]
    public void The_packages_are_those_of_NET_8(Type type) => Assert.Equal(8, type.Assembly.GetName().Version!.Major);
}
