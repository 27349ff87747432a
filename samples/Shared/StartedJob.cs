using Microsoft.Extensions.Configuration;

namespace Samples;

/// <summary>A job that was started costs something, whether somebody waits for its end or not: so a second run of the program can.</summary>
internal static class StartedJob
{
    /// <summary>Takes the address of a job's status from the configuration, or starts a job and prints how to wait for it again.</summary>
    /// <exception cref="FormatException">What is configured is no address.</exception>
    public static async Task<Uri> FromAsync(IConfiguration configuration, string key, Func<Task<Uri>> start)
    {
        if (configuration[key] is { Length: > 0 } told)
        {
            return Uri.TryCreate(told, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                ? address
                : throw new FormatException($"{key} is no address of a job's status: it begins with https://.");
        }

        var status = await start();
        Console.WriteLine(Told(status, key));
        return status;
    }

    /// <summary>Without a query the address is worth nothing to who has no token. A query may hold a signature, and is not shown.</summary>
    public static string Told(Uri status, string key) => status.Query.Length == 0
        ? $"started; to wait for it again: --{key} {status.AbsoluteUri}"
        : $"started: {status.GetLeftPart(UriPartial.Path)}, and a query that is not shown";
}
