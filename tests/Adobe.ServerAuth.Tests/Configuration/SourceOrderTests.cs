using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Configuration;

public class SourceOrderTests
{
    private static readonly (string, string?)[] Array = [("AdobeServerAuth:Scopes:0", "from"), ("AdobeServerAuth:Scopes:1", "array")];
    private static readonly (string, string?)[] Text = [("AdobeServerAuth:Scopes", "from,text")];

    [Fact]
    public void A_text_in_a_later_source_replaces_an_array_in_an_earlier_one() =>
        Assert.Equal(["from", "text"], Read(services => services.AddAdobeServerAuth(), Array, Text).Scopes);

    [Fact]
    public void An_array_in_a_later_source_replaces_a_text_in_an_earlier_one() =>
        Assert.Equal(["from", "array"], Read(services => services.AddAdobeServerAuth(), Text, Array).Scopes);

    [Fact]
    public void A_source_that_has_both_is_an_error() =>
        AssertAmbiguous(() => Read(services => services.AddAdobeServerAuth(), [.. Text, .. Array]));

    [Fact]
    public void A_section_of_the_containers_configuration_is_no_different() =>
        Assert.Equal(["from", "text"], Read((services, root) => services.AddAdobeServerAuth(root.GetSection("AdobeServerAuth")), Array, Text).Scopes);

    [Fact]
    public void A_section_of_another_configuration_does_not_tell_the_order_so_that_both_are_an_error() =>
        AssertAmbiguous(() => Read((services, _) => services.AddAdobeServerAuth(Build(Array, Text).GetSection("AdobeServerAuth"))));

    [Fact]
    public void The_whole_configuration_may_be_given_in_the_place_of_the_section() =>
        Assert.Equal(["from", "text"], Read((services, root) => services.AddAdobeServerAuth(root), Array, Text, [("PATH", "/bin"), ("ClientId", "of something else")]).Scopes);

    [Fact]
    public void A_configuration_that_plainly_is_the_section_is_read_as_such()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClientId"] = Make.ClientId,
            ["ClientSecret"] = Make.Secret,
            ["Scopes"] = "openid",
        }).Build();
        var services = new ServiceCollection();
        services.AddAdobeServerAuth(root);
        using var provider = services.BuildServiceProvider();

        Assert.Equal(Make.ClientId, provider.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value.ClientId);
    }

    private static void AssertAmbiguous(Func<AdobeServerAuthOptions> read) =>
        Assert.StartsWith("AdobeServerAuth:Scopes is given both", Assert.Single(Assert.Throws<OptionsValidationException>(read).Failures), StringComparison.Ordinal);

    private static AdobeServerAuthOptions Read(Action<IServiceCollection> add, params (string Key, string? Value)[][] sources) =>
        Read((services, _) => add(services), sources);

    private static AdobeServerAuthOptions Read(Action<IServiceCollection, IConfigurationRoot> add, params (string Key, string? Value)[][] sources)
    {
        var root = Build(sources);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(root);
        add(services, root);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value;
    }

    private static IConfigurationRoot Build(params (string Key, string? Value)[][] sources)
    {
        var builder = new ConfigurationBuilder();
        (string, string?)[] credential = [("AdobeServerAuth:ClientId", Make.ClientId), ("AdobeServerAuth:ClientSecret", Make.Secret)];
        foreach (var source in sources.Prepend(credential))
        {
            builder.AddInMemoryCollection(source.ToDictionary(pair => pair.Item1, pair => pair.Item2));
        }

        return builder.Build();
    }
}
