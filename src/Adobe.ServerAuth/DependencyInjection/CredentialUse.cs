namespace Adobe.ServerAuth.DependencyInjection;

// Whether the application has resolved a provider of this container, or a service that uses one.
internal sealed class CredentialUse
{
    private volatile bool _isNoted;

    public bool IsNoted => _isNoted;

    public void Note() => _isNoted = true;
}
