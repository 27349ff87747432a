using System.Net;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

public class JwtRetryTests
{
    [Fact]
    public async Task An_internal_error_is_tried_once_more_also_after_another_fault()
    {
        using var ims = new JwtStub(attempt => attempt switch
        {
            0 => Make.Response(HttpStatusCode.ServiceUnavailable),
            1 => Make.Response(HttpStatusCode.InternalServerError, Make.ErrorJson("internal_error", "Please try again later")),
            _ => Make.Response(HttpStatusCode.OK, Make.TokenJson()),
        });

        Assert.Equal("token-1", (await ims.GetTokenAsync()).Value);
    }
}
