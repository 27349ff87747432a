using System.Net;
using System.Runtime.InteropServices;
using Adobe.ServerAuth.Tests.Fakes;
using FireflyServices;
using PdfServices;
using Samples;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>What the samples fetch from storage, and the file it goes to.</summary>
public sealed class SampleDownloadTests : IDisposable
{
    private static readonly Uri Address = new("https://storage.example.com/out?signature=geheim");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adobe-server-auth-");
    private readonly TestClock _clock = new();

    private string Output => Path.Combine(_folder.FullName, "out.pdf");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Storage_that_falls_silent_is_left_at_the_clients_timeout_and_the_old_file_stays()
    {
        await File.WriteAllTextAsync(Output, "old", TestContext.Current.CancellationToken);
        var body = new SilentContent();
        using var http = Answering(body);

        var failure = await _clock.ThrowsAtAsync<TimeoutException>(
            http.Timeout,
            () => OutputFile.WriteAsync(Output, destination => new PdfServicesClient(http, _clock).DownloadAsync(Address, destination, TestContext.Current.CancellationToken)));

        Assert.Equal("https://storage.example.com/out: not fetched within 100 s.", failure.Message);
        Assert.True(body.IsDisposed);
        Assert.Equal("old", await File.ReadAllTextAsync(Assert.Single(_folder.GetFiles()).FullName, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_callers_token_ends_a_download()
    {
        using var http = Answering(new SilentContent());
        var patience = TimeSpan.FromSeconds(3);
        using var caller = new CancellationTokenSource(patience, _clock);

        await _clock.ThrowsAtAsync<OperationCanceledException>(
            patience,
            () => OutputFile.WriteAsync(Output, destination => new FireflyClient(http, _clock).DownloadAsync(Address, destination, caller.Token)));

        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task A_file_that_came_whole_takes_the_place_of_the_old_one()
    {
        await File.WriteAllTextAsync(Output, "the old one", TestContext.Current.CancellationToken);
        using var http = Answering(new StringContent("new"));

        var length = await OutputFile.WriteAsync(Output, destination => new FireflyClient(http, _clock).DownloadAsync(Address, destination, TestContext.Current.CancellationToken));

        Assert.Equal(3, length);
        Assert.Equal("new", await File.ReadAllTextAsync(Assert.Single(_folder.GetFiles()).FullName, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_leaves_no_half_of_a_file_and_the_old_one_stays(bool isFullAtTheEnd)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It has no /dev/full.");
        await File.WriteAllTextAsync(Output, "old", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(() => OutputFile.WriteAsync(Output, async destination =>
        {
            using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            Assert.NotEqual(-1, ReplaceFile((int)full.DangerousGetHandle(), (int)((FileStream)destination).SafeFileHandle.DangerousGetHandle()));

            // It stays in the stream's buffer, and fails when that is closed.
            await destination.WriteAsync("half"u8.ToArray(), TestContext.Current.CancellationToken);
            if (!isFullAtTheEnd)
            {
                throw new HttpRequestException("The connection was reset.");
            }
        }));

        Assert.Equal("old", await File.ReadAllTextAsync(Assert.Single(_folder.GetFiles()).FullName, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("image.jpg", 0, "image.jpg")]
    [InlineData("image.jpg", 1, "image-2.jpg")]
    [InlineData("a.b/image", 2, "a.b/image-3")]
    [InlineData(null, 1, null)]
    public void Each_of_several_files_has_a_name_of_its_own(string? path, int index, string? name) => Assert.Equal(name, OutputFile.Numbered(path, index));

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReplaceFile(int by, int file);

    private static HttpClient Answering(HttpContent body) => new(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = body }));
}
