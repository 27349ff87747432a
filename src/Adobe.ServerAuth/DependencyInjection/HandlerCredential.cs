using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// Options of an HTTP client: whose token its requests carry.
internal sealed class HandlerCredential
{
    public string Name { get; set; } = Options.DefaultName;
}
