using System.Net;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class ExceptionTests
{
    [Theory]
    [InlineData(typeof(AdobeServerAuthException))]
    [InlineData(typeof(TokenRequestException))]
    [InlineData(typeof(RequestBlockedException))]
    public void Each_has_the_three_constructors_of_an_exception_and_one_base(Type type)
    {
        var cause = new IOException();

        var plain = (Exception)Activator.CreateInstance(type)!;
        var told = (Exception)Activator.CreateInstance(type, "what happened")!;
        var caused = (Exception)Activator.CreateInstance(type, "what happened", cause)!;

        Assert.All([plain, told, caused], e => Assert.IsType<AdobeServerAuthException>(e, exactMatch: false));
        Assert.NotEqual($"Exception of type '{type.FullName}' was thrown.", plain.Message);
        Assert.Equal("what happened", told.Message);
        Assert.Equal(("what happened", cause), (caused.Message, caused.InnerException));
        Assert.Contains("what happened", caused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_token_request_can_be_faked_with_all_its_data()
    {
        var failure = new TokenRequestException("text")
        {
            ErrorCode = "code",
            ErrorDescription = "description",
            StatusCode = HttpStatusCode.BadRequest,
            DebugId = "debug",
            RetryAfter = TimeSpan.FromSeconds(1),
            IsTransient = true,
            CredentialName = "name",
            FailureAge = TimeSpan.FromSeconds(2),
            NextAttemptIn = TimeSpan.FromSeconds(3),
        };

        Assert.Equal(("code", "description", HttpStatusCode.BadRequest, "debug"), (failure.ErrorCode, failure.ErrorDescription, failure.StatusCode, failure.DebugId));
        Assert.Equal((TimeSpan.FromSeconds(1), true, "name"), (failure.RetryAfter, failure.IsTransient, failure.CredentialName));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), (failure.FailureAge, failure.NextAttemptIn));
        Assert.False(new TokenRequestException().IsTransient);
    }

    [Fact]
    public void A_blocked_request_can_be_faked_with_all_its_data()
    {
        var blocked = new RequestBlockedException("text") { Host = "host", Reason = "reason" };

        Assert.Equal(("host", "reason"), (blocked.Host, blocked.Reason));
    }
}
