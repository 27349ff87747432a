using System.Text;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class MalformedTokenRequestTests : EmulatorTest
{
    [Fact]
    public async Task A_missing_grant_type_is_refused() =>
        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"missing grant_type parameter"}""",
            await PostAsync(FieldsWithout("grant_type")));

    [Theory]
    [InlineData("")]
    [InlineData("password")]
    [InlineData("authorization_code")]
    [InlineData("Client_Credentials")]
    public async Task Another_grant_type_is_refused(string grantType) =>
        await ExpectAsync(400, """{"error":"unsupported_grant_type"}""", await PostAsync(FieldsWith("grant_type", grantType)));

    [Theory]
    [InlineData("grant_type", "client_credentials")]
    [InlineData("client_id", "x")]
    [InlineData("client_secret", "x")]
    [InlineData("scope", "openid")]
    public async Task A_repeated_parameter_is_refused(string name, string value) =>
        await ExpectAsync(
            400,
            $$"""{"error":"invalid_request","error_description":"repeated {{name}} parameter"}""",
            await PostAsync(Fields().Append(new(name, value))));

    [Fact]
    public async Task A_parameter_in_both_query_and_body_is_a_repeated_one() =>
        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"repeated client_id parameter"}""",
            await PostAsync(Fields(), $"{TokenPath}?client_id={Adobe.Credential.ClientId}"));

    [Theory]
    [InlineData("Client_Id")]
    [InlineData("refresh_token")]
    [InlineData("")]
    public async Task An_unknown_parameter_is_refused(string name) =>
        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"unknown parameter"}""",
            await PostAsync(FieldsWith(name, "x")));

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16")]
    [InlineData("")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        using var form = new FormUrlEncodedContent(Fields());
        var content = UrlEncoded(await form.ReadAsStringAsync(Cancel), contentType);

        await ExpectAsync(
            400, """{"error":"invalid_request","error_description":"unsupported content type"}""", await PostAsync(content));
    }

    [Theory]
    [InlineData("client_id=%zz")]
    [InlineData("client_id=%4")]
    [InlineData("client_id=a b")]
    [InlineData("client_id=ü")]
    [InlineData("client_id=a\r\n")]
    public async Task A_body_that_is_not_url_encoded_is_refused(string body) =>
        await ExpectAsync(
            400, """{"error":"invalid_request","error_description":"malformed body"}""", await PostAsync(UrlEncoded(body)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Http_basic_is_no_client_authentication(bool parametersToo)
    {
        var pair = $"{Adobe.Credential.ClientId}:{Adobe.Credential.ClientSecrets[0]}";
        var fields = Fields().Where(field => parametersToo || !field.Key.StartsWith("client_", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Adobe.ImsEndpoint, TokenPath));
        request.Content = new FormUrlEncodedContent(fields);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));

        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"client authentication by header is not accepted"}""",
            await Http.SendAsync(request, Cancel));
    }
}
