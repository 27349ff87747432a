using System.IO.Compression;
using System.Text;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Bodies that hold an error code where nobody can read it.</summary>
internal static class Unreadable
{
    public static TheoryData<string> Names =>
    [
        "html", "plain text", "xml", "a form", "utf-16", "not utf-8", "an unpaired surrogate", "gzip", "too deep", "only a mark", "blanks", "cut off in the code", "a bare code",
    ];

    public static byte[] Body(string name, string code) => name switch
    {
        "html" => Encoding.UTF8.GetBytes($"<html><body>{{\"error_code\":\"{code}\"}}</body></html>"),
        "plain text" => Encoding.UTF8.GetBytes($"error_code {code}"),
        "xml" => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><error_code>{code}</error_code>"),
        "a form" => Encoding.UTF8.GetBytes($"error_code={code}"),
        "utf-16" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Json(code))],
        "not utf-8" => [.. "{\"message\":\""u8, 0xC3, 0x28, .. Encoding.UTF8.GetBytes($" {code}\"}}")],
        "an unpaired surrogate" => Encoding.UTF8.GetBytes($"{{\"message\":\"\\ud800 {code}\"}}"),
        "gzip" => Compressed(Json(code)),
        "too deep" => Encoding.UTF8.GetBytes(new string('[', 65) + code + new string(']', 65)),
        "only a mark" => [0xEF, 0xBB, 0xBF],
        "blanks" => Encoding.UTF8.GetBytes(" \r\n\t "),
        "cut off in the code" => Encoding.UTF8.GetBytes($"{{\"error_code\":\"{code}"),
        "a bare code" => Encoding.UTF8.GetBytes($"x{code}"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static string Json(string code) => $"{{\"error_code\":\"{code}\"}}";

    private static byte[] Compressed(string text)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionMode.Compress))
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
