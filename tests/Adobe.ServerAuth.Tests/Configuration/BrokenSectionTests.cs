using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public class BrokenSectionTests
{
    public static TheoryData<string> Names => [.. BrokenKeys.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_broken_key_gets_one_line_with_its_path_the_rule_and_the_remedy_and_never_its_value(string name)
    {
        var broken = BrokenKeys.All[name];

        var refusal = Section.Refusal(broken.Changes);

        var line = Assert.Single(refusal.Failures);
        Assert.StartsWith($"AdobeServerAuth:{broken.Key} ", line, StringComparison.Ordinal);
        Assert.Contains(broken.Rule, line, StringComparison.Ordinal);
        Assert.Contains(broken.Remedy, line, StringComparison.Ordinal);
        Section.AssertShowsNoValue(refusal);
    }

    [Fact]
    public async Task A_host_does_not_start_and_names_everything_that_is_wrong_in_one_exception()
    {
        // One way per key to get it wrong, all at once. A key that is missing because another one is misspelt is one mistake.
        var broken = BrokenKeys.All.Values
            .Where(way => way.Key is not ("Cache" or "TokenRequest") && way.Rule != "is missing" && way.Changes is [var change] && change.Key == way.Key)
            .DistinctBy(way => way.Key)
            .ToArray();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            Section.Keys(broken.SelectMany(key => key.Changes)).Select(key => KeyValuePair.Create($"{Section.Path}:{key.Key}", key.Value)));
        builder.Services.AddAdobeServerAuth();
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.True(broken.Length > 20);
        Assert.Equal(
            broken.Select(key => $"AdobeServerAuth:{key.Key}").Order(),
            refusal.Failures.Select(line => line.Split(' ')[0]).Order());
        Assert.Equal(typeof(AdobeServerAuthOptions), refusal.OptionsType);
        Section.AssertShowsNoValue(refusal);
    }

    [Fact]
    public async Task A_host_starts_with_a_valid_section()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Section.Configuration(Section.Keys()));
        builder.Services.AddAdobeServerAuth();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(host.Services.GetRequiredService<ITokenProvider>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_section_that_is_missing_is_one_mistake()
    {
        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => Section.Read(new ConfigurationBuilder().Build()));

        Assert.StartsWith("AdobeServerAuth is missing or empty", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_in_the_place_of_the_whole_section_is_named_as_such()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(Section.Path, (string?)Section.Mark)]).Build();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => Section.Read(configuration));

        Assert.StartsWith("AdobeServerAuth must be a section", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Section.AssertShowsNoValue(refusal);
    }

    [Fact]
    public void A_section_of_another_name_is_called_by_its_own_path()
    {
        var section = Section.Configuration(Section.Keys(("ClientId", "")), "My:Adobe").GetSection("My:Adobe");
        using var services = new ServiceCollection().AddAdobeServerAuth(section).Services.BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value);

        Assert.StartsWith("My:Adobe:ClientId is missing.", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_the_first_of_two_sections_is_not_forgotten_when_the_second_is_read()
    {
        var configuration = Section.Configuration(Section.Keys(("ClientSecrte", Section.Mark)));
        var overrides = Section.Configuration(new Dictionary<string, string?> { ["OrganizationId"] = Make.OrganizationId }, "Overrides");
        using var services = new ServiceCollection()
            .AddAdobeServerAuth(configuration.GetSection(Section.Path)).Services
            .AddAdobeServerAuth(overrides.GetSection("Overrides")).Services
            .BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value);

        Assert.StartsWith("AdobeServerAuth:ClientSecrte is not a known key", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }
}
