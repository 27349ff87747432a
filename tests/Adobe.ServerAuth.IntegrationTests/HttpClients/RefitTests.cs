using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>Clients that Refit makes from an interface.</summary>
public class RefitTests
{
    private static readonly JobOrder Order = new("invoice");

    [Fact]
    public async Task A_call_without_a_body_is_healed_after_its_token_was_revoked()
    {
        await using var application = await StartAsync();
        var api = application.Services.GetRequiredService<IJobsApi>();
        await api.ReadAsync(1, TestContext.Current.CancellationToken);
        application.Adobe.RevokeTokens();

        var answer = await api.ReadAsync(2, TestContext.Current.CancellationToken);

        Assert.Equal(new JobAnswer("/jobs/2", application.Adobe.Credential.ClientId, 0), answer);
        Assert.Equal((2, 3), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_is_sent_again_if_the_method_or_the_settings_say_that_it_is_buffered(bool isSaidByMethod)
    {
        await using var application = await StartAsync(new RefitSettings { Buffered = !isSaidByMethod });
        var api = application.Services.GetRequiredService<IJobsApi>();
        await api.ReadAsync(1, TestContext.Current.CancellationToken);
        application.Adobe.RevokeTokens();

        var answer = isSaidByMethod
            ? await api.StartBufferedAsync(Order, TestContext.Current.CancellationToken)
            : await api.StartAsync(Order, TestContext.Current.CancellationToken);

        Assert.Equal(new JobAnswer("/jobs", application.Adobe.Credential.ClientId, 18), answer);
        Assert.Equal([200, 401, 200], application.Adobe.ApiRequests.Select(request => request.StatusCode));
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    // Refit writes it to the connection as it makes it, in a content whose type says nothing of a second time.
    [Fact]
    public async Task A_body_that_is_not_buffered_leaves_the_refusal_to_the_caller_and_the_next_call_has_the_new_token()
    {
        await using var application = await StartAsync();
        var api = application.Services.GetRequiredService<IJobsApi>();
        await api.ReadAsync(1, TestContext.Current.CancellationToken);
        application.Adobe.RevokeTokens();

        var failure = await Assert.ThrowsAsync<ApiException>(() => api.StartAsync(Order, TestContext.Current.CancellationToken));
        var answer = await api.StartAsync(Order, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode);
        Assert.Contains("401013", failure.Content, StringComparison.Ordinal);
        Assert.Equal(new JobAnswer("/jobs", application.Adobe.Credential.ClientId, 18), answer);
        Assert.Equal((2, 3), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    private static Task<ClientApplication> StartAsync(RefitSettings? settings = null) => ClientApplication.StartAsync((builder, adobe) => builder.Services
        .AddRefitGeneratedClient<IJobsApi>(settings)
        .ConfigureHttpClient(client => client.BaseAddress = adobe.ApiEndpoint)
        .AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]));
}
