using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Status and headers of the answer of a fault. Their values are checked where users give them.</summary>
internal sealed class AnswerHead(int statusCode, IReadOnlyList<KeyValuePair<string, string>> headers)
{
    private const string DebugIdHeader = "x-debug-id";

    public int StatusCode => statusCode;

    /// <summary>Whether the headers tell where the body ends, rightly or not; the server would refuse what is not right.</summary>
    public bool FramesItself => headers.Any(header => IsFraming(header.Key));

    public static AnswerHead OfIms(int statusCode) => new(statusCode, [new("Cache-Control", "no-store")]);

    public static AnswerHead OfImsJson(int statusCode) => OfIms(statusCode).With("Content-Type", JsonAnswer.ImsContentType);

    public static bool IsFraming(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    public string? Find(string name) => headers.FirstOrDefault(header => IsNamed(header, name)).Value;

    public AnswerHead With(string name, string value) =>
        new(statusCode, [.. headers.Where(header => !IsNamed(header, name)), KeyValuePair.Create(name, value)]);

    public AnswerHead WithIfMissing(string name, string value) => Find(name) is null ? With(name, value) : this;

    public AnswerHead WithDebugId() => WithIfMissing(DebugIdHeader, Guid.NewGuid().ToString());

    public AnswerHead WithDebugId(string value) => WithIfMissing(DebugIdHeader, value);

    public RecordedAnswer ToRecord() => new() { StatusCode = statusCode, DebugId = Find(DebugIdHeader) ?? "" };

    public void ApplyTo(HttpResponse response)
    {
        response.StatusCode = statusCode;
        foreach (var (name, value) in headers)
        {
            response.Headers.Append(name, value);
        }
    }

    /// <summary>The head as it goes over the wire, of the last answer on its connection.</summary>
    public byte[] ToBytes(int bodyLength)
    {
        var head = FramesItself ? this : With("Content-Length", bodyLength.ToString(CultureInfo.InvariantCulture));
        return head.WithIfMissing("Connection", "close").ToBytes();
    }

    private byte[] ToBytes()
    {
        var text = new StringBuilder($"HTTP/1.1 {statusCode} {ReasonPhrases.GetReasonPhrase(statusCode)}\r\n");
        foreach (var (name, value) in headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
    }

    private static bool IsNamed(KeyValuePair<string, string> header, string name) =>
        string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase);
}
