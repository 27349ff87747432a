using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Text.Json;
using System.Xml.Serialization;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Diagnostics;

/// <summary>Objects end up in logs and answers through serialisers: those of the framework leave secrets out, or refuse the type.</summary>
public class SerializerTests
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };
    private static readonly string Token = Make.ImsToken(1000);

    private static readonly Dictionary<string, Func<object, string>> Serializers = new()
    {
        ["System.Text.Json"] = value => JsonSerializer.Serialize(value),
        ["System.Text.Json with fields"] = value => JsonSerializer.Serialize(value, WithFields),
        ["DataContractSerializer"] = value => Written(value, new DataContractSerializer(value.GetType())),
        ["DataContractJsonSerializer"] = value => Written(value, new DataContractJsonSerializer(value.GetType())),
        ["XmlSerializer"] = value =>
        {
            using var text = new StringWriter();
            new XmlSerializer(value.GetType()).Serialize(text, value);
            return text.ToString();
        },
    };

    public static TheoryData<string> Names => [.. Serializers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_secret_is_written(string name)
    {
        var options = Make.JwtOptions(o =>
        {
            (o.ClientSecretFile, o.AlternateClientSecret, o.CredentialFile) = (Make.Secret, Make.Secret, Make.Secret);
            (o.Jwt.PrivateKeyFile, o.Jwt.PrivateKeyPassphrase) = (Make.Secret, Make.Secret);
        });
        var secret = new NewClientSecret("id", Make.Secret, default);

        string?[] texts =
        [
            .. new object[] { options, options.Jwt, Make.Token(Token, DateTimeOffset.MaxValue), secret, new ClientSecretException("m") { NewSecret = secret } }.Select(value =>
            {
                try
                {
                    return Serializers[name](value);
                }
                catch (Exception e) when (e is InvalidOperationException or InvalidDataContractException or NotSupportedException or SerializationException)
                {
                    return e.ToString();
                }
            }),
        ];

        Leaks.AssertNone(Make.Secret, texts);
        Leaks.AssertNone(Token[^60..], texts);
        Assert.All(Make.PrivateKey.Split('\n')[1..^1], line => Assert.DoesNotContain(texts, text => text!.Contains(line, StringComparison.Ordinal)));
        Assert.Equal(name != "XmlSerializer", texts[0]!.Contains(Make.ClientId, StringComparison.Ordinal));
    }

    private static string Written(object value, XmlObjectSerializer serializer)
    {
        using var stream = new MemoryStream();
        serializer.WriteObject(stream, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
