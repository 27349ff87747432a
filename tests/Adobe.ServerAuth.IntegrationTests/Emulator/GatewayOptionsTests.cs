using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class GatewayOptionsTests : EmulatorTest
{
    protected override ImsEmulatorOptions Options => new() { RequireApiKey = false, RequireOrganizationId = true };

    [Fact]
    public async Task The_api_key_may_be_left_out_when_it_is_not_required()
    {
        using var response = await CallApiAsync($"Bearer {await TokenAsync()}", organization: Adobe.Credential.OrganizationId);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_api_key_is_403_even_when_none_is_required() =>
        await ExpectAsync(
            403, """{"error_code":"403003","message":"Api Key is invalid"}""", await CallApiAsync($"Bearer {await TokenAsync()}", "wrong"));

    [Fact]
    public async Task A_missing_organization_is_400_when_it_is_required() =>
        await ExpectAsync(
            400, """{"error_code":"400003","message":"Missing header"}""", await CallApiAsync($"Bearer {await TokenAsync()}"));
}
