using System.Net.Http.Headers;
using System.Net.Http.Json;
using Samples;

namespace PdfServices;

/// <summary>Compresses a file: it is put into storage, an operation is started and waited for, and the result is fetched from storage.</summary>
internal sealed class PdfServicesClient(HttpClient http, TimeProvider time)
{
    private const string MediaType = "application/pdf";
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(5);

    /// <param name="source">A stream that knows its length, since storage takes no other one. It stays open.</param>
    /// <param name="cancellationToken">Ends the wait, and not the operation.</param>
    /// <returns>The signed address of the result: who knows it can fetch the file, for as long as it is valid.</returns>
    /// <exception cref="HttpRequestException">PDF Services or its storage refuses a request, or the operation failed.</exception>
    /// <exception cref="TimeoutException">The operation has not ended within five minutes.</exception>
    public async Task<Uri> CompressAsync(Stream source, CancellationToken cancellationToken = default)
    {
        var assetId = await UploadAsync(source, cancellationToken);
        var address = await StartAsync("/operation/compresspdf", assetId, cancellationToken);
        return await WaitAsync(address, cancellationToken);
    }

    /// <summary>Fetches a result from storage, which is one of the hosts that are passed through without the token.</summary>
    public async Task DownloadAsync(Uri result, Stream destination, CancellationToken cancellationToken = default)
    {
        using var response = await http.GetAsync(result, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        await response.Content.CopyToAsync(destination, cancellationToken);
    }

    private async Task<string> UploadAsync(Stream source, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("/assets", new { mediaType = MediaType }, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var place = await response.Content.ReadFromJsonAsync<Place>(cancellationToken);
        if (place is not { UploadUri: not null, AssetId: not null })
        {
            throw new HttpRequestException("PDF Services did not tell where to put the file.");
        }

        // Not disposed: that would close the stream, which is the caller's.
        var content = new StreamContent(source);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        using var uploaded = await http.PutAsync(place.UploadUri, content, cancellationToken);
        await uploaded.EnsureAdobeSuccessAsync(cancellationToken);
        return place.AssetId;
    }

    private async Task<Uri> StartAsync(string operation, string assetId, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(operation, new { assetID = assetId }, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        return response.Headers.Location ?? throw new HttpRequestException("PDF Services started an operation, and did not tell the address of its status.");
    }

    private async Task<Uri> WaitAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(MaxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await PollAsync(address, either.Token);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("PDF Services' operation has not ended in time.", e);
        }
    }

    private async Task<Uri> PollAsync(Uri address, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await http.GetAsync(address, cancellationToken);
            await response.EnsureAdobeSuccessAsync(cancellationToken);
            var job = await response.Content.ReadFromJsonAsync<Job>(cancellationToken);
            if (job is { Status: "done", Asset.DownloadUri: { } result })
            {
                return result;
            }

            if (job?.Status != "in progress")
            {
                throw new HttpRequestException($"PDF Services' operation ended without a file: {job?.Status}.");
            }

            // What the server says, within reason.
            var seconds = Math.Clamp(response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 1, 1, 30);
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
        }
    }

    private sealed record Place(Uri? UploadUri, string? AssetId);

    private sealed record Job(string? Status, Asset? Asset);

    private sealed record Asset(Uri? DownloadUri);
}
