using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// What is checked when the host starts: all credentials and all HTTP clients with the handler, in one check, so that one exception lists all errors.
internal sealed class StartCheck(RegisteredCredentials registered, IEnumerable<ClientWithHandler> clients, IServiceProvider services)
{
    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(StartCheck)))
        {
            return;
        }

        RegisteredCredentials.In(services);
        services.AddSingleton<StartCheck>();
        services.AddOptions<CredentialStart>().Validate<StartCheck>((_, check) => check.Run()).ValidateOnStart();
        services.TryAddSingleton<IOptionsMonitorCache<CredentialStart>, CredentialStartCache>();
    }

    public bool Run()
    {
        Exception? other = null;
        var invalid = new List<OptionsValidationException>();
        foreach (var check in registered.Names.Select(CheckOf).Concat(clients.Select(CheckOf)))
        {
            try
            {
                check();
            }
            catch (OptionsValidationException e)
            {
                invalid.Add(e);
            }
            catch (Exception e)
            {
                // The application's own code, which sets the options. It must not hide what is wrong elsewhere.
                other ??= e;
            }
        }

        if (invalid.Count > 0)
        {
            // A new exception: the stack of the check that failed would only bury the list.
            throw InvalidConfigurationException.Of(invalid.Count == 1 ? invalid[0].OptionsName : Options.DefaultName, invalid[0].OptionsType, [.. invalid.SelectMany(e => e.Failures)]);
        }

        if (other is not null)
        {
            ExceptionDispatchInfo.Capture(other).Throw();
        }

        services.GetService<RegistrationWarnings>()?.Give();
        services.GetService<UnusedCredentials>()?.Start();
        return true;
    }

    private Action CheckOf(string name) => () => services.GetRequiredService<TokenProviderFactory>().Get(name);

    private Action CheckOf(ClientWithHandler client) => () =>
    {
        services.GetRequiredService<IOptionsMonitor<ApiRequestOptions>>().Get(client.Name);
        if (HandlerRegistration.ErrorOf(services, client) is { } error)
        {
            throw new OptionsValidationException(client.Name ?? Options.DefaultName, typeof(ApiRequestOptions), [error]);
        }
    };
}
