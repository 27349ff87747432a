using System.Buffers.Text;
using System.Text;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class MalformedAssertionTests : JwtExchangeTest
{
    private static readonly string Header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Assertion.Header));

    [Theory]
    [InlineData("")]
    [InlineData("not-a-jwt")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("e30.e30.*")]
    [InlineData("W10.e30.e30")]
    [InlineData("e30.bnVsbA.e30")]
    [InlineData("e30.Zm9v.e30")]
    public async Task A_text_that_is_no_jwt_cannot_be_decoded(string text) =>
        await ExpectAsync(400, Undecodable, await ExchangeAsync(text));

    [Fact]
    public async Task A_missing_assertion_cannot_be_decoded()
    {
        var fields = JwtFields("");
        fields.Remove("jwt_token");

        await ExpectAsync(400, Undecodable, await PostAsync(fields, ExchangePath));
    }

    [Fact]
    public async Task A_key_in_place_of_the_assertion_cannot_be_decoded() =>
        await ExpectAsync(400, Undecodable, await ExchangeAsync(TestKey.First.PrivateKey));

    [Theory]
    [InlineData("{0}=")]
    [InlineData(" {0}")]
    [InlineData("{0}\n")]
    [InlineData("{0}A")]
    public async Task A_part_that_is_no_base64url_cannot_be_decoded(string pattern)
    {
        var payload = pattern.Replace("{0}", Base64Url.EncodeToString(PadToThirds(Payload())), StringComparison.Ordinal);

        await ExpectAsync(400, Undecodable, await ExchangeAsync(Assertion.SignParts(Header, payload)));
    }

    [Fact]
    public async Task The_other_base64_alphabet_cannot_be_decoded()
    {
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Payload(("more", "\"~~~~???????\""))));
        var other = payload.Replace('-', '+').Replace('_', '/');

        Assert.NotEqual(payload, other);
        await ExpectTokenAsync(await ExchangeAsync(Assertion.SignParts(Header, payload)));
        await ExpectAsync(400, Undecodable, await ExchangeAsync(Assertion.SignParts(Header, other)));
    }

    [Fact]
    public async Task Left_over_bits_cannot_be_decoded()
    {
        var assertion = Assertion.Sign(Payload());
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        var last = Alphabet[Alphabet.IndexOf(assertion[^1], StringComparison.Ordinal) + 1];

        await ExpectAsync(400, Undecodable, await ExchangeAsync(assertion[..^1] + last));
    }

    [Theory]
    [InlineData("""{"alg":"RS256","alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","\u0061lg":"none"}""")]
    [InlineData("""{"alg":"RS256",}""")]
    [InlineData("""{"alg":"RS256"} {}""")]
    [InlineData("""["RS256"]""")]
    [InlineData("\uFEFF{\"alg\":\"RS256\"}")]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""")]
    [InlineData("""{"alg":"RS256","\ud800":1}""")]
    [InlineData("")]
    public async Task A_header_that_is_no_json_object_cannot_be_decoded(string header) =>
        await ExpectAsync(400, Undecodable, await ExchangeAsync(Assertion.SignByHand(header, Payload())));

    [Fact]
    public async Task A_claim_that_is_there_twice_cannot_be_decoded() =>
        await ExpectAsync(400, Undecodable, await ExchangeAsync(Assertion.SignByHand(Assertion.Header, Payload()[..^1] + ",\"exp\":1}")));

    [Fact]
    public async Task A_payload_that_is_no_utf_8_cannot_be_decoded()
    {
        byte[] payload = [.. Encoding.UTF8.GetBytes(Payload()[..^1] + ",\"a\":\""), 0xC3, (byte)'"', (byte)'}'];

        await ExpectAsync(400, Undecodable, await ExchangeAsync(Assertion.SignByHand(Encoding.UTF8.GetBytes(Assertion.Header), payload)));
    }

    [Fact]
    public async Task A_payload_without_end_cannot_be_decoded() =>
        await ExpectAsync(400, Undecodable, await ExchangeAsync(Assertion.SignByHand(Assertion.Header, new string('[', 100_000))));

    [Theory]
    [InlineData("exp", null)]
    [InlineData("exp", "null")]
    [InlineData("exp", "\"1795435500\"")]
    [InlineData("exp", "\"2026-11-23T12:05:00Z\"")]
    [InlineData("exp", "1795435500.0")]
    [InlineData("exp", "1795435500.5")]
    [InlineData("exp", "1.7954355e9")]
    [InlineData("exp", "true")]
    [InlineData("exp", "[1795435500]")]
    [InlineData("exp", "99999999999999999999")]
    [InlineData("iat", "\"1795435200\"")]
    [InlineData("iat", "1795435200.25")]
    [InlineData("iat", "null")]
    [InlineData("jti", "\"1\"")]
    [InlineData("jti", "\"6f1a0f52-1b0c-4c62-8f6b-0d6f5c1d1a11\"")]
    [InlineData("jti", "1.0")]
    public async Task A_number_that_is_no_integer_cannot_be_decoded(string name, string? json) =>
        await ExpectAsync(400, Undecodable, await ExchangeAsync(Assertion.SignByHand(Assertion.Header, Payload((name, json)))));

    [Fact]
    public async Task A_changed_payload_does_not_match_the_signature()
    {
        var parts = Assertion.Sign(Payload()).Split('.');
        var changed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Payload(("more", "1"))));

        await ExpectAsync(400, UnknownSignature, await ExchangeAsync($"{parts[0]}.{changed}.{parts[2]}"));
        await ExpectAsync(400, UnknownSignature, await ExchangeAsync($"{parts[0]}.{parts[1]}."));
        await ExpectAsync(400, UnknownSignature, await ExchangeAsync($"{parts[0]}.{parts[1]}.e30"));
    }

    // A length that leaves no bits over, so that only the pattern is what is wrong.
    private static byte[] PadToThirds(string json) => Encoding.UTF8.GetBytes(json.PadRight((json.Length + 2) / 3 * 3));
}
