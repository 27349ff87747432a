namespace Adobe.ServerAuth.Credentials;

// The application's code returned a text that cannot be a client secret. The message says why, and never shows the text.
internal sealed class UnusableSecretException(string message) : InvalidOperationException(message);
