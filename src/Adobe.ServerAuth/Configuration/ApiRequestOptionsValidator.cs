using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Configuration;

internal sealed class ApiRequestOptionsValidator : IValidateOptions<ApiRequestOptions>
{
    private const string HostRule = "must be a host (platform.adobe.io), part of the first label of a host (firefly-epo*.adobe.io), every host below a domain (*.example.com), or one of these with a port (localhost:8080); no scheme, no path.";

    private static readonly string EmptyRule = $"is empty, so no request could get a token. Add the hosts of your API, or leave the list alone for the Adobe API hosts in {DocumentationLink.To("http-clients.md#hosts")}.";

    private static readonly string[] Taken = ["Authorization", "Host", "x-api-key"];

    public ValidateOptionsResult Validate(string? name, ApiRequestOptions options)
    {
        var lines = Failures(options);
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    public static void ThrowIfInvalid(ApiRequestOptions options)
    {
        if (Failures(options) is { Count: > 0 } lines)
        {
            throw InvalidConfigurationException.Of(options.Origin.Client ?? Options.DefaultName, typeof(ApiRequestOptions), lines);
        }
    }

    private static List<string> Failures(ApiRequestOptions options)
    {
        var lines = options.SectionFailures.Select(failure => failure.ToLine(nameof(ApiRequestOptions))).ToList();
        if (options.AllowedHosts is not { Count: > 0 } && options.AdditionalAllowedHosts.Count == 0)
        {
            Fail(nameof(options.AllowedHosts), "", EmptyRule);
        }

        CheckHosts(options.AllowedHosts, nameof(options.AllowedHosts));
        CheckHosts(options.AdditionalAllowedHosts, nameof(options.AdditionalAllowedHosts));
        CheckHosts(options.PassThroughHosts, nameof(options.PassThroughHosts));
        if (options.SendOrganizationId && !IsHeaderName(options.OrganizationIdHeader))
        {
            Fail(nameof(options.OrganizationIdHeader), "", "must be the name of a request header, and not Authorization, Host or x-api-key.");
        }

        return lines;

        void CheckHosts(IList<string>? hosts, string key)
        {
            for (var i = 0; i < (hosts?.Count ?? 0); i++)
            {
                if (!HostPattern.TryParse(hosts![i], out _))
                {
                    Fail(key, $"[{i}]", HostRule);
                }
            }
        }

        void Fail(string key, string element, string rule) => lines.Add($"{options.Origin.Describe(key, element)} {rule}");
    }

    private static bool IsHeaderName(string? name) =>
        name is { Length: > 0 }
        && name.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.')
        && !Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
        && IsRequestHeader(name);

    // Headers of the content, such as Content-Type, are none of the request.
    private static bool IsRequestHeader(string name)
    {
        using var request = new HttpRequestMessage();
        return request.Headers.TryAddWithoutValidation(name, "");
    }
}
