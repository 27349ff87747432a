using System.Diagnostics;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;
using CsCheck;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class AccessTokenTests
{
    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";

    private static readonly DateTimeOffset End = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_token_is_what_it_was_made_of()
    {
        var token = new AccessToken("abc", End) { ClientId = Make.ClientId, OrganizationId = Make.OrganizationId };
        var bare = new AccessToken("abc", End);

        Assert.Equal(("abc", End, "Bearer", Make.ClientId, Make.OrganizationId), (token.Value, token.ExpiresAt, token.TokenType, token.ClientId, token.OrganizationId));
        Assert.Null(bare.ClientId);
        Assert.Null(bare.OrganizationId);
    }

    [Fact]
    public void A_token_takes_the_characters_of_rfc_6750_and_no_others()
    {
        Gen.OneOf(Gen.String, Gen.Char['\0', 'ÿ'].Array[0, 5].Select(chars => new string(chars))).Sample(text =>
        {
            var body = text.TrimEnd('=');
            var isValid = body.Length > 0 && body.All(c => Allowed.Contains(c, StringComparison.Ordinal));

            var refusal = Record.Exception(() => new AccessToken(text, End));

            Assert.Equal(isValid, refusal is null);
            Assert.True(refusal is null or ArgumentException { ParamName: "value" });
        });
        Assert.All(Allowed, c => _ = new AccessToken(c + "=", End));
        Assert.Throws<ArgumentNullException>(() => new AccessToken(null!, End));
        Assert.Throws<ArgumentException>(() => new AccessToken("", End));
    }

    [Fact]
    public void A_token_that_is_refused_is_not_shown()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new AccessToken(Make.Secret + "\n", End));

        Leaks.AssertNone(Make.Secret, refusal.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a\r\nx-evil: 1")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("\u007f")]
    [InlineData("é")]
    public void What_can_not_stand_in_a_header_is_neither_client_nor_organization(string text)
    {
        Assert.Equal("ClientId", Assert.Throws<ArgumentException>(() => new AccessToken("t", End) { ClientId = text }).ParamName);
        Assert.Equal("OrganizationId", Assert.Throws<ArgumentException>(() => new AccessToken("t", End) { OrganizationId = text }).ParamName);
    }

    [Fact]
    public void A_token_does_not_show_its_value_as_text_as_json_or_in_the_debugger()
    {
        var value = Make.ImsToken(1000);
        var token = Make.Token(value, End);
        _ = token.Authorization;

        var json = JsonSerializer.Serialize(token);
        var debuggerText = Assert.IsType<DebuggerDisplayAttribute>(Assert.Single(typeof(AccessToken).GetCustomAttributes(typeof(DebuggerDisplayAttribute), false)));

        Leaks.AssertNone(value, token.ToString(), $"{token}", json, JsonSerializer.Serialize(new { token }));
        Assert.Contains(Make.ClientId, json, StringComparison.Ordinal);
        Assert.Contains("2030-01-01", token.ToString(), StringComparison.Ordinal);
        Assert.Equal("{ToString(),nq}", debuggerText.Value);
        Assert.NotNull(typeof(AccessToken).GetProperty("Value")!.GetCustomAttribute<IgnoreDataMemberAttribute>());
    }

    [Fact]
    public void No_member_that_holds_the_value_is_shown_by_the_debugger()
    {
        var value = Make.ImsToken(1000);
        var token = Make.Token(value, End);
        _ = token.Authorization;
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        var holders = typeof(AccessToken).GetProperties(all).Where(p => p.GetValue(token) is string text && text.Contains(value, StringComparison.Ordinal)).Cast<MemberInfo>()
            .Concat(typeof(AccessToken).GetFields(all).Where(f => f.GetValue(token) is string text && text.Contains(value, StringComparison.Ordinal)));

        Assert.All(holders, member => Assert.Equal(DebuggerBrowsableState.Never, member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State));
    }
}
