using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.DependencyInjection;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Handlers;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>Makes token providers for applications without dependency injection.</summary>
public static class TokenProvider
{
    /// <summary>
    /// Makes a caching provider that requests tokens with an HTTP client of its own. Make one per credential, keep it as long as the
    /// application runs, and dispose it at the end.
    /// </summary>
    /// <param name="options">The credential; read once, but for the files that it names: these are read again when they have changed by the time a token is requested.</param>
    /// <returns>The provider. It owns its HTTP client until it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public static CachingTokenProvider Create(AdobeServerAuthOptions options) =>
        CreateWith(options, null, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Makes a caching provider that requests tokens with an HTTP client of its own, with logs.</summary>
    /// <param name="options">The credential; read once, but for the files that it names: these are read again when they have changed by the time a token is requested.</param>
    /// <param name="loggerFactory">Makes the loggers; they are never told a secret or a token.</param>
    /// <returns>The provider. It owns its HTTP client until it is disposed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public static CachingTokenProvider Create(AdobeServerAuthOptions options, ILoggerFactory loggerFactory) =>
        CreateWith(options, null, TimeProvider.System, loggerFactory);

    /// <summary>Makes a caching provider that requests tokens through a handler of the caller's.</summary>
    /// <param name="options">The credential; read once, but for the files that it names: these are read again when they have changed by the time a token is requested.</param>
    /// <param name="imsHandler">Sends the token requests; it stays the caller's. It must not follow redirects: the body holds a secret.</param>
    /// <returns>The provider.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="imsHandler"/> follows redirects by itself.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public static CachingTokenProvider Create(AdobeServerAuthOptions options, HttpMessageHandler imsHandler) =>
        Create(options, imsHandler, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Makes a caching provider that requests tokens through a handler of the caller's, with a clock and logs.</summary>
    /// <param name="options">The credential; read once, but for the files that it names: these are read again when they have changed by the time a token is requested.</param>
    /// <param name="imsHandler">Sends the token requests; it stays the caller's. It must not follow redirects: the body holds a secret.</param>
    /// <param name="timeProvider">The clock of timeouts, retries and the token's life.</param>
    /// <param name="loggerFactory">Makes the loggers; they are never told a secret or a token.</param>
    /// <returns>The provider.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="imsHandler"/> follows redirects by itself.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; the exception lists everything that is wrong.</exception>
    public static CachingTokenProvider Create(
        AdobeServerAuthOptions options, HttpMessageHandler imsHandler, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(imsHandler);
        if (PrimaryHandlers.FollowsRedirects(imsHandler))
        {
            throw new ArgumentException(
                "The handler follows redirects by itself, and would send the client secret on to where one leads: set AllowAutoRedirect = false.",
                nameof(imsHandler));
        }

        return CreateWith(options, imsHandler, timeProvider, loggerFactory);
    }

    private static CachingTokenProvider CreateWith(
        AdobeServerAuthOptions options, HttpMessageHandler? imsHandler, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        var ims = imsHandler is null ? new HttpMessageInvoker(OwnHandler()) : new HttpMessageInvoker(new ForeignHandler(imsHandler));
        try
        {
            // The options last: when anything throws behind them, nobody frees their key.
            var parts = new TokenProviderParts(ims, TokenRequestEnvironment.With(timeProvider), loggerFactory);
            var reader = new SnapshotReader(options);
            return new ConfiguredTokenProvider("", reader.Read(""), reader, parts, UnfailingLogger.Around(loggerFactory.CreateLogger(typeof(AdobeServerAuthOptions).FullName!)), ims).Provider;
        }
        catch
        {
            ims.Dispose();
            throw;
        }
    }

    private static HttpMessageHandler OwnHandler()
    {
        var handler = PrimaryHandlers.Create();
        PrimaryHandlers.KeepOutOfTraces(handler);
        return handler;
    }
}
