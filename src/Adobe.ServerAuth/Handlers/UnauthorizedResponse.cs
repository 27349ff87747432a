using System.Net;

namespace Adobe.ServerAuth.Handlers;

// Decides whether an answer means "this token is bad", so that a new one may help (docs/ims-protocol.md 12.3).
internal static class UnauthorizedResponse
{
    public static bool RefusesToken(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.Unauthorized;
}
