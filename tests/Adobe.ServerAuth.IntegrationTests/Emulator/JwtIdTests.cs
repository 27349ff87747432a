using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class JwtIdTests : JwtExchangeTest
{
    private const string WrongJwtId = """{"error":"invalid_jti"}""";

    [Fact]
    public async Task A_new_id_is_taken_once()
    {
        var credential = Strict();
        var first = Sign(credential, "1");

        await ExpectTokenAsync(await ExchangeAsync(first, credential));
        await ExpectAsync(400, WrongJwtId, await ExchangeAsync(first, credential));
        await ExpectTokenAsync(await ExchangeAsync(Sign(credential, "2"), credential));
    }

    [Fact]
    public async Task A_missing_id_is_refused()
    {
        var credential = Strict();

        await ExpectAsync(400, WrongJwtId, await ExchangeAsync(Sign(credential, null), credential));
    }

    [Fact]
    public async Task Each_credential_has_ids_of_its_own()
    {
        var (one, other) = (Strict(), Strict());

        await ExpectTokenAsync(await ExchangeAsync(Sign(one, "1"), one));
        await ExpectTokenAsync(await ExchangeAsync(Sign(other, "1"), other));
    }

    [Fact]
    public async Task An_assertion_that_was_refused_uses_up_no_id()
    {
        var credential = Strict();
        var refused = Assertion.Sign(Payload(credential, Adobe.ImsEndpoint.Authority, ("jti", "1"), ("aud", null)));

        using var refusal = await ExchangeAsync(refused, credential);

        Assert.Equal(400, (int)refusal.StatusCode);
        await ExpectTokenAsync(await ExchangeAsync(Sign(credential, "1"), credential));
    }

    [Fact]
    public async Task Of_many_exchanges_at_once_one_succeeds()
    {
        var credential = Strict();
        var assertion = Sign(credential, "1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ExchangeAsync(assertion, credential)));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(1, Adobe.IssuedTokenCount);
    }

    private EmulatedCredential Strict()
    {
        var credential = Adobe.AddCredential(new EmulatedCredential { RequiresJwtId = true });
        credential.AddCertificate(TestKey.First.Certificate);
        return credential;
    }

    private string Sign(EmulatedCredential credential, string? jwtId) =>
        Assertion.Sign(Payload(credential, Adobe.ImsEndpoint.Authority, ("jti", jwtId)));
}
