namespace Adobe.ServerAuth.DependencyInjection;

// Stands in the service collection for each HTTP client with AddAdobeServerAuthHandler; null stands for the defaults of all clients.
internal sealed record ClientWithHandler(string? Name);
