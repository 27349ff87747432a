using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Adobe.ServerAuth;

/// <summary>A client secret that was just added, with its text. <see cref="ToString"/>, the debugger and serializers do not show the text.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class NewClientSecret
{
    /// <summary>Makes one, for tests.</summary>
    /// <param name="id">The identifier of the secret.</param>
    /// <param name="value">The text of the secret.</param>
    /// <param name="createdAt">When it was added.</param>
    /// <exception cref="ArgumentException">The identifier or the text is null or empty.</exception>
    public NewClientSecret(string id, string value, DateTimeOffset createdAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(value);
        (Id, Value, CreatedAt) = (id, value, createdAt);
    }

    /// <summary>The identifier of the secret, which <see cref="ClientSecretsClient.RemoveAsync"/> takes. It is no secret itself.</summary>
    public string Id { get; }

    /// <summary>The text of the secret. The API tells it this once; Adobe's console shows it later as well.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string Value { get; }

    /// <summary>When the secret was added, by the clock of Adobe.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Describes the secret without its text.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => FormattableString.Invariant($"NewClientSecret {{ Id = {Id}, Value = [redacted], CreatedAt = {CreatedAt:O} }}");
}
