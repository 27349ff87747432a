namespace Adobe.ServerAuth.Credentials;

// What a Service Account (JWT) credential proves itself with.
internal sealed class ServiceAccount(JwtOptions options, IReadOnlyList<string> metaScopes, AssertionSigner signer)
{
    public string TechnicalAccountId { get; } = options.TechnicalAccountId!;

    public IReadOnlyList<string> MetaScopes { get; } = metaScopes;

    public TimeSpan AssertionLifetime { get; } = options.AssertionLifetime;

    public bool SendJwtId { get; } = options.SendJwtId;

    public AssertionSigner Signer { get; } = signer;

    public DateTimeOffset? CertificateEnd { get; } = signer.CertificateEnd ?? options.CertificateEnd;

    public bool SameAs(ServiceAccount? other) =>
        other is not null
        && (TechnicalAccountId, AssertionLifetime, SendJwtId) == (other.TechnicalAccountId, other.AssertionLifetime, other.SendJwtId)
        && CertificateEnd == other.CertificateEnd
        && Signer.IsSameAs(other.Signer);
}
