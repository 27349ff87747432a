using System.Net;
using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Operations.Secrets;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.Diagnostics;

/// <summary>Whoever opens everything in a watch window, or a screen that others see, finds no secret there.</summary>
public sealed class DebuggerTests : IDisposable
{
    private static readonly string Other = new([.. Make.Secret.Reverse()]);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool, bool> Credentials => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task A_provider_with_its_token_shows_no_secret(bool isJwt, bool isInFile)
    {
        var value = Make.ImsToken(1_000_000);
        var options = isJwt ? Make.JwtOptions() : Make.Options();
        options.AlternateClientSecret = Other;
        options.Jwt.PrivateKeyPassphrase = Other;
        if (isInFile)
        {
            (options.ClientSecret, options.ClientSecretFile) = (null, _folder.Write(Make.Secret));
        }

        using var ims = new StubHandler(_ => Make.Response(HttpStatusCode.OK, Make.TokenJson(value, isJwt ? 86_399_000 : 86_399)));
        using var provider = TokenProvider.Create(options, ims);
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        _ = token.Authorization;

        var shown = DebuggerView.Of(provider);

        Assert.Equal(value, token.Value);
        Assert.Contains(shown, text => text.EndsWith("ClientId = " + Make.ClientId, StringComparison.Ordinal));
        AssertShowsNothing(shown);
        Leaks.AssertNone(value[^60..], shown);
        AssertShowsNothing(DebuggerView.Of(options));
    }

    [Fact]
    public void Nor_does_what_lives_for_a_moment()
    {
        var fields = new CredentialFields();
        fields.Add("client_secret", Make.Secret);
        var calls = new PlanCalls(new ClientSecretRotationPlan((_, _) => default, _ => default), TimeProvider.System);
        calls.Know(Make.Secret);
        var secret = new NewClientSecret("id", Make.Secret, default);

        object[] all =
        [
            new TokenForm([new("client_secret", Make.Secret)], new SecretFilter(Make.Secret)), new ClientSecret("ClientSecret", Make.Secret), new ClientSecrets(Make.Options()),
            fields, new FoundCredential { Flow = ServerAuthFlow.Jwt, ClientSecrets = [Make.Secret], PrivateKey = Make.PrivateKey, PrivateKeyPassphrase = Other },
            new PemBlock(PemBlock.Pkcs8, Make.PrivateKey), calls, secret, new ClientSecretException("m") { NewSecret = secret },
#if !NETSTANDARD_BUILD
            ServerAuth.Caching.Sharing.SharingKey.From("ClientSecret", Make.Secret, CredentialSettings.From(null, Make.Options())),
#endif
        ];

        Assert.All(all, one => AssertShowsNothing(DebuggerView.Of(one)));
    }

    [Fact]
    public void What_is_not_hidden_is_found() =>
        Assert.Equal(["List`1[].Text = " + Make.Secret, "List`1[].Key = Jwt"], DebuggerView.Of(new List<object> { new OptionFailure(null, "Jwt", Make.Secret) }));

    private static void AssertShowsNothing(IEnumerable<string> shown)
    {
        var texts = shown.ToArray();
        Leaks.AssertNone(Make.Secret, texts);
        Leaks.AssertNone(Other, texts);
        Assert.All(Make.PrivateKey.Split('\n')[1..^1], line => Assert.DoesNotContain(texts, text => text.Contains(line, StringComparison.Ordinal)));
    }
}
