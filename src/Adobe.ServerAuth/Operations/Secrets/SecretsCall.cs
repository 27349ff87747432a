namespace Adobe.ServerAuth.Operations.Secrets;

// What is asked of the console's API.
internal sealed class SecretsCall(SecretsCallKind kind, HttpMethod method, Uri address)
{
    public SecretsCallKind Kind { get; } = kind;

    public HttpMethod Method { get; } = method;

    public Uri Address { get; } = address;
}
