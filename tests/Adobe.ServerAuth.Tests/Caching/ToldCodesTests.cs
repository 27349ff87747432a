using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>What a page that everybody may see tells of a failure.</summary>
public class ToldCodesTests
{
    public static TheoryData<string> Reasons => [.. FailureCatalogue.Answers.Concat(FailureCatalogue.Others).Select(row => row.Id).Distinct()];

    [Theory, MemberData(nameof(Reasons))]
    public void Every_reason_of_the_catalogue_is_told(string reason) => Assert.Equal(reason, Reason(reason, isOfCredential: false));

    [Theory]
    [InlineData(null, false, "_OTHER")]
    [InlineData("of-the-applications-own-provider", false, "_OTHER")]
    [InlineData("Wrong-Secret", false, "_OTHER")]
    [InlineData(null, true, "credential")]
    public void Another_one_is_not(string? reason, bool isOfCredential, string told) => Assert.Equal(told, Reason(reason, isOfCredential));

    [Theory]
    [InlineData("a")]
    [InlineData("z")]
    [InlineData("_")]
    [InlineData("invalid_client")]
    [InlineData("abcdefghijklmnopqrstuvwxyz_abcdefghijklm")]
    [InlineData(null)]
    public void A_code_like_those_of_the_protocol_is_told(string? code) => Assert.Equal(code, ToldCodes.ErrorCode(code));

    [Theory]
    [InlineData("")]
    [InlineData("abcdefghijklmnopqrstuvwxyz_abcdefghijklmn")]
    [InlineData("`")]
    [InlineData("{")]
    [InlineData("Invalid_client")]
    [InlineData("invalid_client_1")]
    [InlineData("client 0f1d")]
    public void One_that_may_hold_more_is_not(string code) => Assert.Equal("_OTHER", ToldCodes.ErrorCode(code));

    private static string Reason(string? reason, bool isOfCredential) =>
        ToldCodes.Reason(new TokenRequestFailure { Message = "No.", Reason = reason, IsOfCredential = isOfCredential });
}
