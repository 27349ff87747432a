namespace Adobe.ServerAuth.DependencyInjection;

// Options without content: their check at the start of the host makes the provider of the same name, and reads its key, once.
internal sealed class CredentialStart;
