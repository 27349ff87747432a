using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.DependencyInjection;

// An HTTP client that has the handler; null stands for the defaults of all clients. Each stands in the service collection once.
internal sealed record ClientWithHandler(string? Name)
{
    public string InWords => Name is null ? "ConfigureHttpClientDefaults" : HttpClientText.Of(Name);
}
