using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth;

/// <summary>Members of newer versions that the linked tests use: of .NET 9, of Microsoft.Extensions.Http 9.0 and of CsCheck 5.0, which has no build for .NET 8.</summary>
internal static class NewerMembers
{
#if !NET9_0_OR_GREATER
    public static Task LoadIntoBufferAsync(this HttpContent content, CancellationToken cancellationToken) => content.LoadIntoBufferAsync().WaitAsync(cancellationToken);
#endif

    public static IHttpClientBuilder AddAsKeyed(this IHttpClientBuilder builder)
    {
        builder.Services.AddKeyedScoped(builder.Name, (services, _) => services.GetRequiredService<IHttpClientFactory>().CreateClient(builder.Name));
        return builder;
    }

    extension(Gen)
    {
        public static Gen<T> OneOf<T>(params T[] values) => Gen.OneOfConst(values);

        public static Gen<T> Frequency<T>(params (int Frequency, T Value)[] values) => Gen.FrequencyConst(values);
    }
}
