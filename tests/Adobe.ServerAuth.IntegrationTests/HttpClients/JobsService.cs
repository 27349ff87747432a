using Adobe.ServerAuth.IntegrationTests.HttpClients.Protos;
using Grpc.Core;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>The server's side of the jobs; it tells with a trailer that it has come to its end, and knows nobody whose job has no name.</summary>
internal sealed class JobsService : Jobs.JobsBase
{
    public override Task<JobReply> Start(JobRequest request, ServerCallContext context)
    {
        if (request.Name.Length == 0)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "whose job?"));
        }

        context.ResponseTrailers.Add("job-end", request.Name);
        return Task.FromResult(new JobReply { Text = $"{request.Name} started" });
    }

    public override async Task Watch(JobRequest request, IServerStreamWriter<JobReply> responseStream, ServerCallContext context)
    {
        for (var percent = 0; percent <= 100; percent += 25)
        {
            await responseStream.WriteAsync(new JobReply { Text = $"{request.Name} {percent}%" }, context.CancellationToken);
        }

        context.ResponseTrailers.Add("job-end", request.Name);
    }
}
