using System.Text;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Credentials;

public sealed class KeyFileTests : IDisposable
{
    private static readonly Dictionary<string, Encoding> Encodings = new()
    {
        ["UTF-8"] = new UTF8Encoding(false),
        ["UTF-8 with a byte order mark"] = new UTF8Encoding(true),
        ["UTF-16 with a byte order mark"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        ["big-endian UTF-16 with a byte order mark"] = new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> EncodingNames => [.. Encodings.Keys];

    [Theory, MemberData(nameof(EncodingNames))]
    public async Task A_file_is_read_in_any_encoding_that_editors_write(string encoding)
    {
        var path = _folder.Write(RsaKeys.Pkcs1(RsaKeys.OfBits(2048)).ReplaceLineEndings("\r\n"), Encodings[encoding]);

        var assertion = await JwtStub.AssertionOfAsync(options => (options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile) = (" ", path));

        await assertion.VerifyAsync();
    }

    [Fact]
    public async Task A_relative_path_starts_in_the_current_directory()
    {
        var path = Path.GetRelativePath(Environment.CurrentDirectory, _folder.Write(Make.PrivateKey));
        Assert.False(Path.IsPathRooted(path));

        var assertion = await JwtStub.AssertionOfAsync(options => (options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile) = (null, path));

        await assertion.VerifyAsync();
    }

    [Fact]
    public async Task A_file_as_long_as_is_read_may_hold_a_key()
    {
        var path = _folder.Write(Make.PrivateKey + new string('\n', (64 * 1024) - Make.PrivateKey.Length));

        await (await JwtStub.AssertionOfAsync(options => (options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile) = (null, path))).VerifyAsync();
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_with_the_directory_that_a_relative_path_starts_in() =>
        AssertRefused("does not exist", Environment.CurrentDirectory, "no-such-folder/4711.pem");

    [Fact]
    public void A_directory_is_no_file() => AssertRefused("directory", "may not read", _folder.Path);

    [Fact]
    public void An_empty_file_is_no_key() => AssertRefused("no PEM text", "private.key", _folder.Write(""));

    [Fact]
    public void A_file_without_a_key_in_it_is_no_key() => AssertRefused("no PEM text", "private.key", _folder.Write("{ \"ok\": true }"));

    [Fact]
    public void A_certificate_in_a_file_is_told_as_one() => AssertRefused("certificate", "private key that belongs to it", _folder.Write(RsaKeys.Certificate(RsaKeys.OfBits(2048))));

    [Fact]
    public void A_file_of_nothing_that_can_be_decoded_is_no_key()
    {
        var path = _folder.PathOf("4711.pem");
        File.WriteAllBytes(path, [0xFF, 0xFF, 0xC0, 0x80, 0, 0xFE, 0xED]);

        AssertRefused("no PEM text", "private.key", path);
    }

    [Fact]
    public void A_huge_file_is_not_read_to_its_end() => AssertRefused("too long", "", _folder.Write(Make.PrivateKey + new string('\n', (64 * 1024) - Make.PrivateKey.Length + 1)));

    [Fact]
    public void A_device_without_content_is_no_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such device.");

        AssertRefused("no PEM text", "private.key", "/dev/null");
    }

    [Fact]
    public void A_device_without_end_is_no_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such device.");

        AssertRefused("too long", "", "/dev/zero");
    }

    [Fact]
    public void A_path_that_no_system_takes_is_told()
    {
        AssertRefused("can not be read", "", "47\011.pem");
        AssertRefused("can not be read", "", new string('x', 5000));
    }

    [Fact]
    public void The_key_in_the_place_of_its_path_is_told_and_not_shown()
    {
        AssertRefused("is the key itself", "belongs under PrivateKey", Make.PrivateKey);
        AssertRefused("is the key itself", "belongs under PrivateKey", Make.PrivateKey.ReplaceLineEndings("\\n"));
    }

    [Fact]
    public void The_body_of_a_key_in_the_place_of_a_path_is_not_shown() =>
        AssertRefused("", "", string.Concat(Make.PrivateKey.Split('\n').Where(line => !line.StartsWith('-'))));

    [Fact]
    public void A_key_and_a_path_are_one_too_many()
    {
        var path = _folder.Write(Make.PrivateKey);

        var refusal = Assert.Throws<OptionsValidationException>(() => Create(path, Make.PrivateKey));

        Assert.StartsWith("AdobeServerAuthOptions.Jwt.PrivateKeyFile must not be set beside PrivateKey", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        BrokenKeyTests.AssertShowsNoKey(Make.PrivateKey, refusal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertRefused(string rule, string remedy, string path)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Create(path, null));

        var line = Assert.Single(refusal.Failures);
        Assert.StartsWith("AdobeServerAuthOptions.Jwt.PrivateKeyFile ", line, StringComparison.Ordinal);
        Assert.Contains(rule, line, StringComparison.Ordinal);
        Assert.Contains(remedy, line, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", line, StringComparison.Ordinal);
        BrokenKeyTests.AssertShowsNoKey(Make.PrivateKey, refusal);
    }

    private static void Create(string path, string? key)
    {
        using var handler = new StubHandler(_ => throw new InvalidOperationException());
        TokenProvider.Create(Make.JwtOptions(options => (options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile) = (key, path)), handler).Dispose();
    }
}
