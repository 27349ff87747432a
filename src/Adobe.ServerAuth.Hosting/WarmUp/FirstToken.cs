using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Hosting.WarmUp;

internal static class FirstToken
{
    // Away from the caller's thread: a provider of the application's own may block, and the others are not to wait for it.
    public static async Task<AccessToken> GetAsync(IServiceProvider services, WarmUpCredential credential, WarmUpOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asking = Task.Run(() => Provider(services, credential).GetTokenAsync(cancellationToken).AsTask(), CancellationToken.None);
        try
        {
            return await asking.WaitAsync(options.Timeout, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (!ReferenceEquals(e, asking.Exception?.InnerException))
        {
            throw TooLate(credential, options);
        }
        finally
        {
            // It may fail when nobody waits for it any more.
            _ = asking.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static ITokenProvider Provider(IServiceProvider services, WarmUpCredential credential) =>
        (credential.Name.Length == 0 ? services.GetService<ITokenProvider>() : services.GetKeyedService<ITokenProvider>(credential.Name)) ?? throw Unknown(credential);

    // AddAdobeTokenProviderFactory returns a builder too, that of the default credential.
    private static CredentialException Unknown(WarmUpCredential credential) =>
        new($"The warm-up{credential.Whose} has no credential to get a token for: call AddWarmUp on what services.AddAdobeServerAuth() returns, or register the credential. Names that come at run time can not be warmed up.");

    private static TokenRequestException TooLate(WarmUpCredential credential, WarmUpOptions options)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"The warm-up waited {options.Timeout.TotalSeconds:0.###} s for the first token{credential.Whose}, and it had not come; the log and the metrics tell what the token request met. If IMS is slow and not out of reach, set a longer WarmUpOptions.Timeout, of 5 minutes at most{(options.IsRequired ? "; to start without a token, leave WarmUpOptions.IsRequired false" : "")}.");
        return new TokenRequestException(message) { IsTransient = true, CredentialName = credential.Name.Length == 0 ? null : credential.Name };
    }
}
