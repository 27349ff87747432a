using Adobe.ServerAuth.Benchmarks.Stubs;
using Azure.Core;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Commands;

internal static class BenchmarkResult
{
    public static async Task<object?> AwaitedAsync(object? returned)
    {
        if (returned is ValueTask plain)
        {
            await plain;
            return null;
        }

        if (returned?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            returned = type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null);
        }

        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);
    }

    public static async Task<string> DescribeAsync(object? result) => result switch
    {
        AccessToken token => Checked(token.Value),
        AuthenticationResult answer => Checked(answer.AccessToken),
        string text => Checked(text),
        HttpResponseMessage { StatusCode: System.Net.HttpStatusCode.OK } => "an answer",
        Azure.Response { Status: 200 } => "an answer",
        ITokenProvider provider => "a provider with " + Checked((await provider.GetTokenAsync()).Value),
        HttpMessage { Response.Status: 200 } message => message.Request.Headers.TryGetValue("Authorization", out var header)
            ? "a message with " + Checked(header["Bearer ".Length..])
            : "a message",
        _ => throw new InvalidOperationException($"{result ?? "null"} is no result of a benchmark."),
    };

    private static string Checked(string? text) => StubToken.IsOne(text) ? "a token" : throw new InvalidOperationException("The text is no token of the stub.");
}
