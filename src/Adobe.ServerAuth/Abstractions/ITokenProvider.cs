namespace Adobe.ServerAuth;

/// <summary>Supplies the access token of one Adobe server-to-server credential.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. The providers of this library throw <see cref="TokenRequestException"/> when Adobe's
/// identity service (IMS) refuses or can not be asked; they never return <see langword="null"/>.
/// </remarks>
public interface ITokenProvider
{
    /// <summary>Returns an access token to use now.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller only; a request that others share goes on.</param>
    /// <returns>A token that has not expired.</returns>
    /// <exception cref="TokenRequestException">IMS refused, or could not be asked.</exception>
    /// <exception cref="CredentialException">The credential is not known, or its private key can not sign; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default);

    /// <summary>Reports a token that an API refused, and returns a newer one if one is to be had.</summary>
    /// <param name="rejected">The token that the API refused.</param>
    /// <param name="cancellationToken">Ends the wait of this caller only; a request that others share goes on.</param>
    /// <returns>
    /// A newer token, or one with the same <see cref="AccessToken.Value"/> while renewals of it are paused: compare the values before
    /// sending the API request again.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="rejected"/> is <see langword="null"/>.</exception>
    /// <exception cref="TokenRequestException">IMS refused, or could not be asked.</exception>
    /// <exception cref="CredentialException">The credential is not known, or its private key can not sign; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default);
}
