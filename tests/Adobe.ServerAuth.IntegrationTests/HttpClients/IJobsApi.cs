using Refit;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>An API as a user of Refit declares it.</summary>
internal interface IJobsApi
{
    [Get("/jobs/{id}")]
    Task<JobAnswer> ReadAsync(int id, CancellationToken cancellationToken);

    [Post("/jobs")]
    Task<JobAnswer> StartAsync([Body] JobOrder order, CancellationToken cancellationToken);

    [Post("/jobs")]
    Task<JobAnswer> StartBufferedAsync([Body(buffered: true)] JobOrder order, CancellationToken cancellationToken);
}
