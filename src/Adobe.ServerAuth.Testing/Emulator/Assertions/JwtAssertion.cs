using System.Text;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>A JWT that could be decoded; nothing is known yet of its truth.</summary>
internal sealed class JwtAssertion
{
    private JwtAssertion(JsonMembers header, JsonMembers claims, byte[] signedBytes, byte[] signature)
    {
        Header = header;
        Claims = claims;
        SignedBytes = signedBytes;
        Signature = signature;
    }

    public JsonMembers Header { get; }

    public JsonMembers Claims { get; }

    /// <summary>Null also for what is no date, such as milliseconds.</summary>
    public DateTimeOffset? ExpiresAt =>
        Claims.FindInteger("exp") is { } seconds and >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public byte[] SignedBytes { get; }

    public byte[] Signature { get; }

    /// <returns>The assertion, or null if the text is none.</returns>
    public static JwtAssertion? Read(string? text)
    {
        if (text?.Split('.', 4) is not [var header, var payload, var last] || Base64UrlText.Decode(last) is not { } signature)
        {
            return null;
        }

        return ReadPart(header) is { } fields && ReadPart(payload) is { } claims
            ? new JwtAssertion(fields, claims, Encoding.ASCII.GetBytes($"{header}.{payload}"), signature)
            : null;
    }

    private static JsonMembers? ReadPart(string part) => Base64UrlText.Decode(part) is { } json ? JsonMembers.Read(json) : null;
}
