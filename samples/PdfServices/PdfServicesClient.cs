using System.Net.Http.Headers;
using System.Net.Http.Json;
using Samples;

namespace PdfServices;

/// <summary>Compresses a file: it is put into storage, an operation is started and waited for, and the result is fetched from storage.</summary>
internal sealed class PdfServicesClient(HttpClient http, TimeProvider time)
{
    private const string MediaType = "application/pdf";

    /// <summary>Starts and waits. Who wants to wait on after a failure keeps the address of <see cref="StartAsync"/>: the operation costs something.</summary>
    /// <inheritdoc cref="StartAsync" path="/param"/>
    /// <inheritdoc cref="WaitAsync" path="/returns|/exception"/>
    public async Task<Uri> CompressAsync(Stream source, CancellationToken cancellationToken = default) =>
        await WaitAsync(await StartAsync(source, cancellationToken), cancellationToken);

    /// <summary>Puts the file into storage, and starts the operation.</summary>
    /// <param name="source">A stream that knows its length, since storage takes no other one. It stays open.</param>
    /// <param name="cancellationToken">Ends the call, and not the operation.</param>
    /// <returns>The address of the operation's status, for <see cref="WaitAsync"/>.</returns>
    /// <exception cref="HttpRequestException">PDF Services or its storage refuses a request.</exception>
    public async Task<Uri> StartAsync(Stream source, CancellationToken cancellationToken = default)
    {
        var assetId = await UploadAsync(source, cancellationToken);
        using var response = await http.PostAsJsonAsync("/operation/compresspdf", new { assetID = assetId }, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var address = response.Headers.Location ?? throw new HttpRequestException("PDF Services started an operation, and did not tell the address of its status.");
        return new Uri(http.BaseAddress!, address);
    }

    /// <summary>Waits for an operation, five minutes at most, over what passes by itself.</summary>
    /// <returns>The signed address of the result: who knows it can fetch the file, for as long as it is valid.</returns>
    /// <exception cref="HttpRequestException">PDF Services refuses the question, or the operation failed.</exception>
    /// <exception cref="TimeoutException">The operation has not ended in time. The same address can be waited for again.</exception>
    public async Task<Uri> WaitAsync(Uri status, CancellationToken cancellationToken = default)
    {
        var job = await http.WaitForJobAsync<Job>(status, answer => answer.Status != "in progress", time, cancellationToken);
        return job is { Status: "done", Asset.DownloadUri: { } result }
            ? result
            : throw new HttpRequestException($"{status.GetLeftPart(UriPartial.Path)}: the operation ended without a file: {job.Status}.");
    }

    /// <summary>Fetches a result from storage, which is one of the hosts that are passed through without the token.</summary>
    /// <exception cref="HttpRequestException">Storage refuses the request.</exception>
    /// <exception cref="TimeoutException">The whole of the file has not come within the client's timeout.</exception>
    public async Task DownloadAsync(Uri result, Stream destination, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, result);
        await http.DownloadAsync(request, destination, time, cancellationToken);
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

    private sealed record Place(Uri? UploadUri, string? AssetId);

    private sealed record Job(string? Status, Asset? Asset);

    private sealed record Asset(Uri? DownloadUri);
}
