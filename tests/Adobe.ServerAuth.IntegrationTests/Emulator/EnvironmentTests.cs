using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

[Collection(nameof(EnvironmentTests))]
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:1")]
    [InlineData("URLS", "http://127.0.0.1:1")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "1")]
    [InlineData("ASPNETCORE_Kestrel__Endpoints__Http__Url", "http://127.0.0.1:1")]
    [InlineData("ASPNETCORE_CONTENTROOT", "/no/such/folder")]
    public async Task The_environment_of_the_process_changes_nothing(string variable, string value)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);

            Assert.DoesNotContain(1, new[] { adobe.ImsEndpoint.Port, adobe.ApiEndpoint.Port });
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
