using System.Net;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class TokenRequestTests : EmulatorTest
{
    [Theory]
    [InlineData("/ims/token/v2")]
    [InlineData("/ims/token/v2/")]
    [InlineData("/ims/token/v3")]
    [InlineData("/ims/token/v4")]
    public async Task Client_credentials_bring_a_token_that_is_told_in_seconds(string path)
    {
        using var response = await PostAsync(Fields(), path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var json = await JsonAsync(response);
        Assert.Equal(["access_token", "token_type", "expires_in"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("bearer", json.GetProperty("token_type").GetString());
        Assert.Equal(86399, json.GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task An_answer_has_the_headers_of_Adobe()
    {
        foreach (var fields in new[] { Fields(), FieldsWithout("scope") })
        {
            using var response = await PostAsync(fields);

            Assert.Equal("application/json;charset=UTF-8", Assert.Single(response.Content.Headers.NonValidated["Content-Type"]));
            Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
            Assert.True(Guid.TryParse(Assert.Single(response.Headers.GetValues("x-debug-id")), out _));
        }
    }

    [Fact]
    public async Task Every_debug_id_is_another_one()
    {
        using var first = await PostAsync(Fields());
        using var second = await PostAsync(Fields());

        Assert.NotEqual(first.Headers.GetValues("x-debug-id"), second.Headers.GetValues("x-debug-id"));
    }

    [Fact]
    public async Task The_parameters_may_come_as_multipart()
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Fields())
        {
            content.Add(new StringContent(value), name);
        }

        using var response = await PostAsync(content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_parameters_may_come_in_the_query()
    {
        using var query = new FormUrlEncodedContent(Fields());

        using var response = await PostAsync((HttpContent?)null, $"{TokenPath}?{await query.ReadAsStringAsync(Cancel)}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_client_id_may_come_in_the_query_and_the_rest_in_the_body()
    {
        using var response = await PostAsync(FieldsWithout("client_id"), $"{TokenPath}?client_id={Adobe.Credential.ClientId}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_commas_of_the_scope_may_be_raw()
    {
        var fields = Fields().Select(field => $"{field.Key}={(field.Key == "scope" ? field.Value : Uri.EscapeDataString(field.Value))}");

        using var response = await PostAsync(UrlEncoded(string.Join('&', fields)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_content_type_may_name_utf_8()
    {
        using var form = new FormUrlEncodedContent(Fields());
        var text = await form.ReadAsStringAsync(Cancel);

        using var response = await PostAsync(UrlEncoded(text, "application/x-www-form-urlencoded; charset=UTF-8"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_own_organization_is_accepted()
    {
        using var response = await PostAsync(FieldsWith("org_id", Adobe.Credential.OrganizationId));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Fewer_scopes_than_granted_are_accepted()
    {
        using var response = await PostAsync(FieldsWith("scope", "AdobeID"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/ims/token/v2", 200)]
    [InlineData("/ims/token/v3", 400)]
    [InlineData("/ims/token/v4", 200)]
    public async Task Resource_may_be_repeated_where_it_is_known(string path, int status)
    {
        KeyValuePair<string, string>[] fields = [.. Fields(), new("resource", "one"), new("resource", "two")];

        using var response = await PostAsync(fields, path);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Pdf_services_asks_for_id_and_secret_only()
    {
        using var response = await PostAsync(PdfServicesFields(), "/token");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(86399, (await JsonAsync(response)).GetProperty("expires_in").GetInt32());
    }

    [Theory]
    [InlineData("grant_type", "client_credentials")]
    [InlineData("scope", "openid")]
    public async Task Pdf_services_takes_no_other_parameter(string name, string value) =>
        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"unknown parameter"}""",
            await PostAsync(PdfServicesFields().Append(new(name, value)), "/token"));

    [Fact]
    public async Task Pdf_services_takes_no_query() =>
        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"parameters in a part of the request where they are not accepted"}""",
            await PostAsync(FieldsWithout("scope"), $"/token?client_id={Adobe.Credential.ClientId}"));

    [Fact]
    public async Task A_token_of_each_endpoint_opens_the_api()
    {
        foreach (var path in new[] { "/ims/token/v2", "/ims/token/v3", "/ims/token/v4", "/token" })
        {
            using var response = await PostAsync(path == "/token" ? PdfServicesFields() : Fields(), path);
            var token = (await JsonAsync(response)).GetProperty("access_token").GetString();

            using var answer = await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> PdfServicesFields() =>
        Fields().Where(field => field.Key is "client_id" or "client_secret");
}
