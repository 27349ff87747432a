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
                return true;
#if NETSTANDARD2_0
            // Types of later platforms and of packages this target does not have; a running application may.
            case not null when content.GetType().FullName is "System.Net.Http.ReadOnlyMemoryContent" or "System.Net.Http.Json.JsonContent":
                return true;
#else
            case ReadOnlyMemoryContent or JsonContent:
                return true;
#endif
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
