using System.Diagnostics;
using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Flows;

// A token request with one client secret, and, when IMS refuses that, with the others that there are: each once, and all of them within the time of one request.
internal sealed class ClientSecretTrials(CredentialSettings settings, TimeProvider clock, ILogger logger)
{
    // docs/ims-protocol.md 2: the refusals that are about the secret, and nothing that another one does not cure.
    private static readonly string[] AboutSecret = ["wrong-secret", "jwt-wrong-secret", "jwt-wrong-client"];

    private readonly long _startedAt = clock.GetTimestamp();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly List<string> _tried = [];
    private TokenRequestException? _refusal;
    private ClientSecret? _refused;
    private bool _isCutShort;

    private TimeSpan TimeLeft => settings.TokenRequest.TotalTimeout - clock.GetElapsedTime(_startedAt);

    public async ValueTask<AccessToken> RequestAsync(Func<string, CancellationToken, ValueTask<AccessToken>> request, CancellationToken cancellationToken)
    {
        foreach (var secret in settings.ClientSecrets.InOrder())
        {
            var value = await GetAsync(secret, cancellationToken).ConfigureAwait(false);
            if (value is not null && !_tried.Contains(value) && await TryAsync(secret, value, request, cancellationToken).ConfigureAwait(false) is { } token)
            {
                return token;
            }
        }

        throw _isCutShort ? Changed(_refusal!, "Another client secret could not be tried out in the time that was left.", isTransient: true)
            : _tried.Count > 1 ? Changed(_refusal!, $"All {_tried.Count} client secrets that there are were refused.", _refusal!.IsTransient)
            : _refusal!;
    }

    // Null when IMS refuses this secret.
    private async ValueTask<AccessToken?> TryAsync(
        ClientSecret secret, string value, Func<string, CancellationToken, ValueTask<AccessToken>> request, CancellationToken cancellationToken)
    {
        var left = TimeLeft;
        if (_refusal is not null && left <= TimeSpan.Zero)
        {
            _isCutShort = true;
            return null;
        }

        try
        {
            // The first has all the time there is, and its own word for when that is over.
            var (isInTime, token) = _refusal is null ? (true, await request(value, cancellationToken).ConfigureAwait(false))
                : await BoundedCall.RunAsync(limited => request(value, limited), left, clock, cancellationToken).ConfigureAwait(false);
            if (!isInTime)
            {
                _isCutShort = true;
                return null;
            }

            settings.ClientSecrets.Prefer(secret);
            if (_refused is not null)
            {
                logger.ClientSecretReplaced(_refused.Name, settings.ClientId, secret.Name);
            }

            return token;
        }
        catch (TokenRequestException e) when (AboutSecret.Contains(e.Reason))
        {
            _tried.Add(value);
            (_refusal, _refused) = (e, secret);
            return null;
        }
    }

    // Null when a vault fails that is asked again: what IMS said before tells more.
    private async ValueTask<string?> GetAsync(ClientSecret secret, CancellationToken cancellationToken)
    {
        var left = TimeLeft;
        var limit = settings.TokenRequest.AttemptTimeout < left ? settings.TokenRequest.AttemptTimeout : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        try
        {
            return await secret.GetAsync(limit, clock, cancellationToken).ConfigureAwait(false) is { } value ? value
                : _refusal is not null ? null
                : throw NotHad(FormattableString.Invariant($"{secret.Name} did not answer within {limit.TotalSeconds:0.###} s (TokenRequest:AttemptTimeout)"), "", null);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && _refusal is not null)
        {
            return null;
        }
        catch (UnusableSecretException e)
        {
            throw NotHad($"{secret.Name}: {e.Message.TrimEnd('.')}", "", e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not CredentialException)
        {
            throw NotHad($"{secret.Name} failed: {e.GetType().Name}", "; the inner exception tells more", e);
        }
    }

    private CredentialException NotHad(string what, string more, Exception? cause) =>
        new($"The client secret could not be had: {what}. Nothing was sent. Look at the vault that it asks{more}.", cause)
        {
            CredentialName = settings.Name,
            IsTransient = true,
        };

    private static TokenRequestException Changed(TokenRequestException refusal, string more, bool isTransient) =>
        (TokenRequestException)(TokenRequestFailure.From(refusal) with { Message = $"{refusal.Message} ({more})", IsTransient = isTransient }).ToException(null, null);
}
