using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public sealed class MissingSectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task A_host_without_the_section_names_its_sources_its_environment_and_the_variables_to_set()
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{ "Logging": { "LogLevel": { "Default": "Information" } } }""");
        File.WriteAllText(Path.Combine(_folder, "appsettings.Development.json"), $$"""{ /* mine */ "AdobeServerAuth": { "ClientSecret": "{{Section.Mark}}", }, }""");

        var line = await StartAsync(Environments.Production);

        Assert.StartsWith("AdobeServerAuth is missing or empty: no source of the configuration has a key below it. Set ClientId, ClientSecret and Scopes there, or as the environment variables AdobeServerAuth__ClientId, AdobeServerAuth__ClientSecret and AdobeServerAuth__Scopes.", line, StringComparison.Ordinal);
        Assert.Contains($"Sources that were read: values set in code, environment variables that begin with DOTNET_, command line, {Path.Combine(_folder, "appsettings.json")}, environment variables.", line, StringComparison.Ordinal);
        Assert.Contains($" Not found in {_folder}, or empty: appsettings.Production.json", line, StringComparison.Ordinal);
        Assert.Contains(" Environment: Production.", line, StringComparison.Ordinal);
        Assert.Contains($"Not read, and with this section: {Path.Combine(_folder, "appsettings.Development.json")}.", line, StringComparison.Ordinal);
        Assert.Contains("User secrets and appsettings.Development.json are read in Development alone.", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AdobeServerAuth_ClientSecret")]
    [InlineData("ADOBE_CLIENT_SECRET")]
    public async Task One_missing_key_names_its_variable_similar_keys_and_why_a_user_secret_is_not_read(string similar)
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), $$"""{ "AdobeServerAuth": { "ClientId": "{{Make.ClientId}}", "Scopes": "openid" }, "{{similar}}": "{{Section.Mark}}" }""");

        var line = await StartAsync(Environments.Production);

        Assert.StartsWith("AdobeServerAuth:ClientSecret is missing. Find it in the Adobe Developer Console", line, StringComparison.Ordinal);
        Assert.Contains($" In the environment it is AdobeServerAuth__ClientSecret. Similar keys elsewhere: {similar}. User secrets are read in Development alone, and the environment is Production.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_development_user_secrets_need_an_id()
    {
        var line = await StartAsync(Environments.Development);

        Assert.Contains(" Environment: Development.", line, StringComparison.Ordinal);
        Assert.Contains(" No user secrets are read: the project has no UserSecretsId.", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AdobeServerAuth_ClientId")]
    [InlineData("AdobeServerAuth.ClientId")]
    [InlineData("AdobeServerAuth-ClientSecret")]
    [InlineData("ADOBE_SERVER_AUTH_CLIENT_ID")]
    [InlineData("AdobeServerAuth_Scopes")]
    [InlineData("Adobe:ClientId")]
    [InlineData("AdobeAuth:ClientId")]
    [InlineData("adobe-server-auth:ClientId")]
    [InlineData("Adobe:ServerAuth:ClientId")]
    [InlineData("AdbeServerAuth:ClientId")]
    [InlineData("ServerAuth:AdobeIms:ClientSecret")]
    [InlineData("ADOBE_CLIENT_ID")]
    [InlineData("ADOBE_API_KEY")]
    [InlineData("FIREFLY_SERVICES_CLIENT_ID")]
    [InlineData("PDF_SERVICES_CLIENT_SECRET")]
    [InlineData("ClientId")]
    [InlineData("CLIENT_SECRET")]
    public void A_key_that_was_most_likely_meant_is_named_without_its_value(string key)
    {
        var line = Refusal((key, Section.Mark), ("AzureAd:ClientId", Section.Mark), ("Claims:ClientId", Section.Mark), ("Logging:LogLevel:Default", "Information"));

        Assert.Contains($"Similar keys elsewhere: {key}.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variables_of_App_Builder_have_a_reader_of_their_own() =>
        Assert.Contains("Similar keys elsewhere: IMS_OAUTH_S2S_CLIENT_ID. CredentialFile.ApplyEnvironment reads", Refusal(("IMS_OAUTH_S2S_CLIENT_ID", "some")), StringComparison.Ordinal);

    [Fact]
    public void A_variable_that_no_source_reads_is_named()
    {
        const string name = "MissingSectionTests__ClientId";
        Environment.SetEnvironmentVariable(name, Section.Mark);
        try
        {
            Assert.Contains($"{name} (set, but this configuration reads no environment variables)", RefusalOf("MissingSectionTests"), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public void The_sections_of_other_credentials_were_not_meant()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Section.Keys().Select(key => KeyValuePair.Create("AdobeServerAuth:" + key.Key, key.Value))).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddAdobeServerAuth().Services.AddAdobeServerAuth("analytics").Services.BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<ITokenProvider>("analytics"));

        var line = Assert.Single(refusal.Failures);
        Assert.StartsWith("AdobeServerAuth:analytics is missing or empty", line, StringComparison.Ordinal);
        Assert.Contains("AdobeServerAuth__analytics__ClientId", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Similar keys", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_without_a_credential_is_one_mistake_and_its_other_mistakes_are_reported_too()
    {
        var refusal = Section.Refusal([.. Section.Keys().Keys.Select(own => (own, (string?)null)), ("Cache:RefreshJitter", "300"), ("_comment", "none")]);

        Assert.Equal(2, refusal.Failures.Count());
        Assert.Contains(refusal.Failures, failure => failure.StartsWith("AdobeServerAuth:Cache:RefreshJitter must be a duration", StringComparison.Ordinal));
        Assert.Contains(refusal.Failures, failure => failure.StartsWith("AdobeServerAuth has neither ClientId nor ClientSecret nor Scopes.", StringComparison.Ordinal));
    }

    [Fact]
    public void One_key_of_several_keeps_its_own_line() =>
        Assert.StartsWith("AdobeServerAuth:ClientSecret is missing. Find it in the Adobe Developer Console", Assert.Single(Section.Refusal(("ClientSecret", null)).Failures), StringComparison.Ordinal);

    [Fact]
    public void Code_that_completes_a_missing_section_is_no_mistake()
    {
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddAdobeServerAuth().Services
            .AddAdobeServerAuth(options => (options.ClientId, options.ClientSecret, options.Scopes) = (Make.ClientId, Make.Secret, ["openid"])).Services.BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<ITokenProvider>());
    }

    [Fact]
    public void Without_a_configuration_that_is_the_only_mistake()
    {
        using var services = new ServiceCollection().AddAdobeServerAuth().Services.BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ITokenProvider>());

        Assert.Contains("no IConfiguration is registered", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> StartAsync(string environment)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment, ContentRootPath = _folder, Args = ["--some=value"] });
        builder.Services.AddAdobeServerAuth();
        using var host = builder.Build();
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Section.AssertShowsNoValue(refusal);
        return Assert.Single(refusal.Failures);
    }

    private static string Refusal(params (string Key, string? Value)[] keys)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Section.Read(new ConfigurationBuilder().AddInMemoryCollection(keys.Select(key => KeyValuePair.Create(key.Key, key.Value))).Build()));
        Section.AssertShowsNoValue(refusal);
        return Assert.Single(refusal.Failures);
    }

    private static string RefusalOf(string path)
    {
        var configuration = new ConfigurationBuilder().Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddAdobeServerAuth(configuration.GetSection(path)).Services.BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ITokenProvider>());
        Section.AssertShowsNoValue(refusal);
        return Assert.Single(refusal.Failures);
    }
}
