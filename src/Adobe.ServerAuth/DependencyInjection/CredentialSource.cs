using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.DependencyInjection;

// What one call of AddAdobeServerAuth was given for a credential: a section, or a delegate.
internal sealed record CredentialSource(string Name, string InWords, Action<AdobeServerAuthOptions, IServiceProvider> Apply)
{
    // The class that the delegate is written in, and not one that the compiler made for it.
    public static string InWordsOf(Delegate configure)
    {
        var type = configure.Method.DeclaringType;
        while (type is { IsNested: true } && type.Name.StartsWith('<'))
        {
            type = type.DeclaringType;
        }

        return type is null ? "a delegate" : $"a delegate in {SafeText.Clean(type.FullName)}";
    }
}
