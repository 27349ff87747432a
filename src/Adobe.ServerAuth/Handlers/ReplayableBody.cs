using System.Collections;
#if !NETSTANDARD2_0
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Json;
#endif
using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Handlers;

// Tells whether a body that was sent once can be sent again.
internal static class ReplayableBody
{
    public static async ValueTask<bool> CanBeSentAgainAsync(HttpContent? content)
    {
        try
        {
            return await IsReplayableAsync(content).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Somebody has disposed it on the way, say: the answer to the first attempt is all there is.
            return false;
        }
    }

    private static async ValueTask<bool> IsReplayableAsync(HttpContent? content)
    {
        switch (content)
        {
            case null or ByteArrayContent:
                return true;
#if NETSTANDARD2_0
            // Types of later platforms and of packages this target does not have; a running application may.
            case not null when content.GetType().FullName == "System.Net.Http.ReadOnlyMemoryContent":
                return true;
            case not null when content.GetType().FullName == "System.Net.Http.Json.JsonContent":
                return CanBeReadAgain(content.GetType().GetProperty("Value")?.GetValue(content));
#else
            case ReadOnlyMemoryContent:
                return true;
            case JsonContent json:
                return CanBeReadAgain(json.Value);
#endif
            case MultipartContent parts:
                foreach (var part in parts)
                {
                    if (!await IsReplayableAsync(part).ConfigureAwait(false))
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

    // A sequence that is made as it is read may be empty the second time, and an empty array is a request as good as any.
    private static bool CanBeReadAgain(object? value) => value switch
    {
        string or ICollection or JsonNode => true,
        IEnumerable => false,
        null => true,
        _ => !IsMadeAsItIsRead(value.GetType()),
    };

    // Asked by name, since .NET Standard 2.0 has neither of the interfaces, and no variance finds a sequence of numbers.
#if !NETSTANDARD2_0
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An interface that is trimmed away is none that the body is written through.")]
#endif
    private static bool IsMadeAsItIsRead(Type type) => type.GetInterfaces().Any(one => one.Name is "IAsyncEnumerable`1" or "IAsyncDisposable");
}
