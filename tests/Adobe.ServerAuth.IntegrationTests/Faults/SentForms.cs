using System.Collections.Concurrent;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>Keeps what was sent to IMS, to know what must not be seen elsewhere.</summary>
internal sealed class SentForms(ConcurrentQueue<string> forms) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        forms.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
