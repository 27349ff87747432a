using Adobe.ServerAuth.Hosting.HealthChecks;

namespace Adobe.ServerAuth.Hosting.WarmUp;

// The name of a credential whose first token is got at the start. Each stands in the service collection once.
internal sealed record WarmUpCredential(string Name)
{
    // How a sentence goes on that is about it.
    public string Whose => Name.Length == 0 ? "" : $" of credential '{PrintableName.Of(Name)}'";
}
