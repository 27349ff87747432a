#if !NETSTANDARD2_0
using System.Net.Http.Json;
#endif

namespace Adobe.ServerAuth.Handlers;

// Tells whether a body that was sent once can be sent again.
internal static class ReplayableBody
{
    public static async ValueTask<bool> CanBeSentAgainAsync(HttpContent? content)
    {
        switch (content)
        {
            case null or ByteArrayContent:
#if !NETSTANDARD2_0
            case ReadOnlyMemoryContent or JsonContent:
#endif
                return true;
            case MultipartContent parts:
                foreach (var part in parts)
                {
                    if (!await CanBeSentAgainAsync(part).ConfigureAwait(false))
                    {
                        return false;
                    }
                }

                return true;

            // It rewinds a stream that can seek, and throws for one that can not.
            case StreamContent when content.GetType() == typeof(StreamContent):
                return (await content.ReadAsStreamAsync().ConfigureAwait(false)).CanSeek;
            default:
                return false;
        }
    }
}
