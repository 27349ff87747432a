using Adobe.ServerAuth.Configuration;
using CsCheck;

namespace Adobe.ServerAuth.Tests.Configuration;

// No rule about the shape of a value may refuse a real one.
public class RealisticValueTests
{
    private const string Hex = "0123456789abcdef";
    private const string Base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // Nobody documents which characters a secret may have.
    private const string Any = Base64Url + "$%{}()[]<>#@!*.,:;/+=~^&|?'\"`\\";

    private static readonly Gen<string> Secret = Gen.OneOf(
        Gen.Char[Base64Url].Array[28, 44].Select(chars => "p8e-" + new string(chars)),
        Gen.Char[Base64Url].Array[28, 44].Select(chars => "s8e-" + new string(chars)),
        Gen.Char[Hex].Array[32].Select(chars => "p8e-" + new string(chars)),
        Gen.Char[Any].Array[32, 44].Select(chars => "p8e-" + new string(chars)),
        Gen.Char[Any].Array[28, 40].Select(chars => "p8e-[" + new string(chars) + "]"),
        Gen.Char[Base64Url].Array[32, 64].Select(chars => new string(chars)),
        Gen.Char[Base64Url[..62] + "+/"].Array[43].Select(chars => new string(chars) + "="),
        Gen.Guid.Select(guid => guid.ToString()),
        Gen.Guid.Select(guid => guid.ToString("N")),
        Gen.Char[Hex].Array[40].Select(chars => new string(chars)));

    [Fact]
    public void A_secret_as_Adobe_and_others_make_them_is_never_refused() => Secret.Sample(secret =>
    {
        Assert.Null(ValueRules.OfSecret(secret, isEmulator: false));
        var options = new AdobeServerAuthOptions { ClientId = "unknown", ClientSecret = secret, AlternateClientSecret = secret, Scopes = ["openid"] };
        Assert.Empty(ValueRules.Faults(options, isJwt: false));
    }, iter: 20_000);

    [Fact]
    public void Ids_as_Adobe_makes_them_are_never_refused() =>
        Gen.Select(Gen.Char[Hex].Array[32], Gen.Int[1000, 999999], Gen.Char[Hex.ToUpperInvariant()].Array[24]).Sample(
            (hex, number, upper) =>
            {
                var id = new string(hex);
                foreach (var clientId in new[] { id, $"cm-p{number}-e{number + 1}-integration-{number % 10}", $"{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}" })
                {
                    var options = new AdobeServerAuthOptions { ClientId = clientId, OrganizationId = new string(upper) + "@AdobeOrg", ClientSecret = "p8e-" + id, Scopes = ["openid", "additional_info.ownerOrg", "read_client_secret", "session"] };
                    options.Jwt.TechnicalAccountId = new string(upper) + "@techacct.adobe.com";
                    options.Jwt.MetaScopes = ["ent_dataservices_sdk", "https://ims-na1.adobelogin.com/s/ent_user_sdk"];
                    Assert.Empty(ValueRules.Faults(options, isJwt: false));
                    Assert.Empty(ValueRules.Faults(options, isJwt: true));
                }
            },
            iter: 2_000);

    // Unknown forms may be made by a test, an emulator, or by Adobe tomorrow.
    [Theory]
    [InlineData("test")]
    [InlineData("my app")]
    [InlineData("a")]
    [InlineData("client-1")]
    [InlineData("pa$$w%rd{1}")]
    [InlineData("$2a$10$N9qo8uLOickgx2ZMRZoMye")]
    [InlineData("that of the vault is used")]
    [InlineData("secret-of-customer-7")]
    public void A_form_that_is_not_known_is_left_alone(string value) => Assert.Null(ValueRules.OfSecret(value, isEmulator: false));

    // A person chose it, and may have chosen anything.
}
