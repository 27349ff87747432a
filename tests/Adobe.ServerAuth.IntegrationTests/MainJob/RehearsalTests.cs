using System.Net;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>Faults of the emulator, met by many callers at once through one cache.</summary>
public class RehearsalTests
{
    private const int Callers = 200;

    [Theory]
    [InlineData(ServerAuthFlow.OAuth)]
    [InlineData(ServerAuthFlow.Jwt)]
    public async Task Two_hundred_callers_share_one_request_that_gets_through_at_its_third_attempt(ServerAuthFlow flow)
    {
        await using var application = await StartAsync(flow);
        application.Adobe.FailNext(ImsFault.Reset());
        application.Adobe.FailNext(ImsFault.Answer(503));

        var tokens = await Task.WhenAll(Calls(application));

        Assert.Single(tokens.Select(token => token.Value).Distinct());
        Assert.Equal((0, 1), (application.Adobe.PendingFaultCount, application.Adobe.IssuedTokenCount));
    }

    [Fact]
    public async Task A_refusal_is_asked_for_once_and_told_to_each_with_an_exception_of_its_own()
    {
        await using var application = await StartAsync(ServerAuthFlow.OAuth);
        application.Adobe.FailNext(ImsFault.Error(400, "invalid_client", "invalid client_secret parameter"), times: 2);

        var failures = await Task.WhenAll(Calls(application).Select(call => Assert.ThrowsAsync<TokenRequestException>(() => call)));

        Assert.Equal(Callers, failures.Distinct<object>(ReferenceEqualityComparer.Instance).Count());
        Assert.All(failures, failure => Assert.Equal("wrong-secret", failure.Reason));
        Assert.Equal(1, application.Adobe.PendingFaultCount);
    }

    [Fact]
    public async Task While_three_quarters_of_the_requests_fail_and_tokens_are_revoked_every_call_gets_through()
    {
        await using var application = await StartAsync(ServerAuthFlow.OAuth);

        // Spread evenly: so many as there are retries, and then one that passes.
        application.Adobe.FailShare(0.75, ImsFault.Answer(502));

        for (var round = 0; round < 5; round++)
        {
            application.Adobe.RevokeTokens();
            var statuses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(call => Task.Run(() => StatusAsync(application, call))));

            Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        }

        Assert.Equal(5, application.Adobe.IssuedTokenCount);
    }

    private static Task<AdobeApplication> StartAsync(ServerAuthFlow flow) => AdobeApplication.StartAsync(flow, section =>
    {
        var prefix = section.Keys.First(key => key.EndsWith(":ClientId", StringComparison.Ordinal))[..^"ClientId".Length];
        section[prefix + "TokenRequest:RetryDelay"] = "00:00:00.001";
        section[prefix + "Cache:RejectionCooldown"] = "00:00:00.0000001";
    });

    private static Task<AccessToken>[] Calls(AdobeApplication application)
    {
        var provider = application.Services.GetRequiredService<ITokenProvider>();
        return [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(() => provider.GetTokenAsync(CancellationToken.None).AsTask()))];
    }

    private static async Task<HttpStatusCode> StatusAsync(AdobeApplication application, int call)
    {
        using var response = await application.GetAsync($"/{call}");
        return response.StatusCode;
    }
}
