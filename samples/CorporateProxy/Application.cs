using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CorporateProxy;

/// <summary>The lines that an application in a closed network needs.</summary>
internal static class Application
{
    public static async Task<int> CallAsync(IConfiguration configuration, Uri api)
    {
        var network = new CorporateNetwork(configuration.GetSection("CorporateProxy"));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddAdobeServerAuth()
            .ConfigureImsHttpClient(ims => ims.ConfigurePrimaryHttpMessageHandler(network.CreateHandler));
        builder.Services.AddHttpClient<AdobeApi>(client => client.BaseAddress = api)
            .ConfigurePrimaryHttpMessageHandler(network.CreateHandler)
            .AddAdobeServerAuthHandler();

        using var host = builder.Build();
        await host.StartAsync();

        // A host takes Ctrl+C and SIGTERM for itself, and tells them by this alone.
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var status = await host.Services.GetRequiredService<AdobeApi>().GetAsync(stopping);
        await host.StopAsync();
        return (int)status;
    }
}
