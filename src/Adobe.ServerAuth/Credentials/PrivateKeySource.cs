using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// The private key of the options, from their text or their file. A fault stands under the key that it was found in, and shows neither
// text nor path: people put the key itself where a path belongs.
internal static class PrivateKeySource
{
    private const string Prefix = nameof(AdobeServerAuthOptions.Jwt) + ":";
    private const string TextKey = Prefix + nameof(JwtOptions.PrivateKey);
    private const string FileKey = Prefix + nameof(JwtOptions.PrivateKeyFile);

    public static SigningKey? Read(JwtOptions options, OptionRules rules)
    {
        if (string.IsNullOrWhiteSpace(options.PrivateKeyFile))
        {
            return rules.Present(options.PrivateKey, TextKey, ConsoleHint.PrivateKey + " PrivateKeyFile may name a file instead.")
                ? Parse(options.PrivateKey!, TextKey, " A path belongs under PrivateKeyFile. ", rules)
                : null;
        }

        if (!rules.Check(string.IsNullOrWhiteSpace(options.PrivateKey), FileKey, "must not be set beside PrivateKey: it would not be clear which of the two keys signs."))
        {
            return null;
        }

        var text = ReadFile(options.PrivateKeyFile!, out var fault);
        rules.Check(fault is null, FileKey, fault!);
        return text is null ? null : Parse(text, FileKey, " ", rules);
    }

    private static SigningKey? Parse(string text, string key, string hint, OptionRules rules)
    {
        var signingKey = PrivateKeyReader.Read(text, out var fault);
        rules.Check(fault is null, key, fault + (fault == PrivateKeyFaults.NotPem ? hint : " ") + ConsoleHint.PrivateKey);
        return signingKey;
    }

    private static string? ReadFile(string path, out string? fault)
    {
        fault = null;
        if (PemText.HasBegin(path))
        {
            fault = "is the key itself: that belongs under PrivateKey. PrivateKeyFile is the path of a file.";
            return null;
        }

        char[] text = [];
        try
        {
            // Finds UTF-8 and UTF-16 by their byte order marks.
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            text = new char[PrivateKeyReader.LongestText + 1];
            return new string(text, 0, reader.ReadBlock(text, 0, text.Length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = $"names a file that does not exist. A relative path is looked up in the current directory{CurrentDirectory()}. {ConsoleHint.PrivateKey}";
        }
        catch (UnauthorizedAccessException)
        {
            fault = "names a directory, or a file that this process may not read.";
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            fault = "names a file that can not be read.";
        }
        finally
        {
            Array.Clear(text, 0, text.Length);
        }

        return null;
    }

    private static string CurrentDirectory()
    {
        try
        {
            return ", " + Directory.GetCurrentDirectory();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // It has been deleted, or may not be read.
            return "";
        }
    }
}
