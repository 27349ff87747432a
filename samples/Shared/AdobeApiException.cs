namespace Samples;

/// <summary>An answer of an Adobe API that is no success.</summary>
internal sealed class AdobeApiException(HttpResponseMessage response, string message, string code) : HttpRequestException(message, null, response.StatusCode)
{
    /// <summary>The product's code, such as <c>401013</c>; empty when the body tells none.</summary>
    public string Code { get; } = code;
}
