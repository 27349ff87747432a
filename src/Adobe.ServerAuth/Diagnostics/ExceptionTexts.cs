using System.Collections;

namespace Adobe.ServerAuth.Diagnostics;

// All that an exception shows to whoever writes it down. Some loggers write the data of each in the chain, too.
internal static class ExceptionTexts
{
    public static string Of(Exception exception) => string.Join("\n", Each(exception));

    private static IEnumerable<string?> Each(Exception exception)
    {
        yield return exception.ToString();
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause.Message;
            foreach (DictionaryEntry entry in cause.Data)
            {
                yield return Text(entry.Key);
                yield return Text(entry.Value);
            }

            foreach (var other in (cause as AggregateException)?.InnerExceptions.Skip(1) ?? [])
            {
                yield return Of(other);
            }
        }
    }

    private static string? Text(object? value) => value is IEnumerable items and not string ? string.Join(" ", items.Cast<object?>()) : value?.ToString();
}
