using System.Diagnostics;

namespace Adobe.ServerAuth;

/// <summary>A client secret that was just added, with its text. <see cref="ToString"/>, the debugger, serializers, and loggers that walk properties do not show the text.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class NewClientSecret
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Makes one, for tests.</summary>
    /// <param name="id">The identifier of the secret.</param>
    /// <param name="value">The text of the secret.</param>
    /// <param name="createdAt">When it was added.</param>
    /// <exception cref="ArgumentException">The identifier or the text is null or empty.</exception>
    public NewClientSecret(string id, string value, DateTimeOffset createdAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(value);
        (Id, _value, CreatedAt) = (id, value, createdAt);
    }

    /// <summary>The identifier of the secret, which <see cref="ClientSecretsClient.RemoveAsync"/> takes. It is no secret itself.</summary>
    public string Id { get; }

    /// <summary>When the secret was added, by the clock of Adobe.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Returns the text of the secret. The API tells it this once; Adobe's console shows it later as well.</summary>
    /// <returns>The text. A secret: it is no property, so that nothing shows it by walking properties.</returns>
    public string GetValue() => _value;

    /// <summary>Describes the secret without its text.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => FormattableString.Invariant($"NewClientSecret {{ Id = {Id}, Value = [redacted], CreatedAt = {CreatedAt:O} }}");
}
