using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Adobe.ServerAuth.Tests.Flows;

/// <summary>An assertion as it went over the wire, read by nothing of ours.</summary>
internal sealed class SentAssertion
{
    private static readonly RSAParameters PublicKey = PublicKeyOf(Make.PrivateKey);

    private SentAssertion(IReadOnlyList<(string Name, string Value)> form, string text)
    {
        Form = form;
        Text = text;
        var parts = text.Split('.');
        Assert.Equal(3, parts.Length);
        Header = Json(parts[0]);
        Claims = Json(parts[1]);
    }

    public IReadOnlyList<(string Name, string Value)> Form { get; }

    public string Text { get; }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    public IEnumerable<string> ClaimNames => Claims.EnumerateObject().Select(claim => claim.Name);

    public IEnumerable<string> MetaScopes => ClaimNames.Where(name => name.Contains("/s/", StringComparison.Ordinal));

    public DateTimeOffset EndsAt => DateTimeOffset.FromUnixTimeSeconds(Claims.GetProperty("exp").GetInt64());

    public static SentAssertion Of(SeenRequest request)
    {
        var form = request.Body!.Split('&').Select(field => field.Split('=')).Select(field => (Name: field[0], Value: WebUtility.UrlDecode(field[1]))).ToArray();
        return new SentAssertion(form, Assert.Single(form, field => field.Name == "jwt_token").Value);
    }

    public static RSAParameters PublicKeyOf(string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa.ExportParameters(false);
    }

    /// <summary>Lets a JWT library verify it: signature, algorithm, issuer, audience, and that it has an end.</summary>
    public async Task VerifyAsync(RSAParameters? publicKey = null)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(Text, new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(publicKey ?? PublicKey),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidIssuer = Make.OrganizationId,
            ValidAudience = Claims.GetProperty("aud").GetString(),

            // Its end is on the clock of the test.
            LifetimeValidator = (_, expires, _, _) => expires == EndsAt.UtcDateTime,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    public bool IsSignedWith(RSA key) => key.VerifyData(
        System.Text.Encoding.ASCII.GetBytes(Text[..Text.LastIndexOf('.')]),
        Base64UrlEncoder.DecodeBytes(Text.Split('.')[2]),
        HashAlgorithmName.SHA256,
        RSASignaturePadding.Pkcs1);

    private static JsonElement Json(string part)
    {
        Assert.DoesNotContain('=', part);
        using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(part));
        return json.RootElement.Clone();
    }
}
