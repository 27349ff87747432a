using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adobe.ServerAuth.Tests.House;

// What users of a compiled package can see.
internal sealed class PublicApi(IAssemblySymbol assembly)
{
    private const string Cancellation = "System.Threading.CancellationToken";

    private const string BuilderNamespace = "Microsoft.Extensions.DependencyInjection";

    private static readonly string[] Builders = ["IServiceCollection", "IHttpClientBuilder", "IHealthChecksBuilder", "IAdobeServerAuthBuilder"];

    public IReadOnlyList<INamedTypeSymbol> Types { get; } = [.. TypesIn(assembly.GlobalNamespace).SelectMany(WithNested).Where(IsVisible)];

    private IEnumerable<ISymbol> Members => Types
        .Where(type => type.TypeKind != TypeKind.Delegate)
        .SelectMany(type => type.GetMembers())
        .Where(member => member is not INamedTypeSymbol && IsVisible(member) && !member.IsImplicitlyDeclared && !IsGenerated(member));

    public static PublicApi Of(string assemblyName)
    {
        var reader = CSharpCompilation.Create("Reader", references: PlatformReferences.With([.. RepositoryTree.SourceProjects]));
        return new(reader.SourceModule.ReferencedAssemblySymbols.Single(symbol => symbol.Name == assemblyName));
    }

    // Extension methods of the builders are found where the builders are; all else is in the namespace of the package.
    public IEnumerable<string> OutsideNamespace(string allowed) =>
        from type in Types
        let space = type.ContainingNamespace.ToDisplayString()
        let isExtension = ExtendsBuilder(type)
        where space != (isExtension ? BuilderNamespace : allowed)
        select isExtension ? $"{type} is an extension class in {space}, not in {BuilderNamespace}" : $"{type} is public in {space}";

    public IEnumerable<string> Exposing(string assemblyPrefix) =>
        from symbol in Types.Concat(Members)
        from type in Signature(symbol).SelectMany(TypeUses.Named).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        where type.ContainingAssembly?.Name.StartsWith(assemblyPrefix, StringComparison.Ordinal) == true
        select $"{symbol} exposes {type}";

    public IEnumerable<string> OptionalParameters() =>
        from symbol in Types.Concat(Members)
        from parameter in Parameters(symbol)
        where parameter.IsOptional && parameter.Type.ToDisplayString() != Cancellation
        select $"{symbol} has the optional parameter {parameter.Name}";

    public IEnumerable<string> WithoutSummary(XDocument documentation)
    {
        var described = documentation.Descendants("member").Where(IsDescribed).Select(one => one.Attribute("name")!.Value).ToHashSet();
        return Types.Concat(Members)
            .Where(symbol => !described.Contains(symbol.GetDocumentationCommentId()!) && !MayBeImplicit(symbol))
            .Select(symbol => $"{symbol} has no summary");
    }

    private static bool ExtendsBuilder(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(method => method.IsExtensionMethod && Builders.Contains(method.Parameters[0].Type.Name));

    private static bool IsDescribed(XElement member) => member.Element("inheritdoc") is not null
        || (member.Element("summary") is { } summary && (summary.HasElements || !string.IsNullOrWhiteSpace(summary.Value)));

    // Compiled, a constructor that nobody wrote looks like one that somebody did. The latter the compiler itself refuses.
    private static bool MayBeImplicit(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 };

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesIn));

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(WithNested).Prepend(type);

    private static bool IsVisible(ISymbol symbol) => symbol is INamespaceSymbol || (IsOpen(symbol) && IsVisible(symbol.ContainingSymbol));

    private static bool IsOpen(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool IsGenerated(ISymbol member) => member is IMethodSymbol { AssociatedSymbol: not null }
        || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private static ImmutableArray<IParameterSymbol> Parameters(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.Parameters,
        _ => [],
    };

    private static IEnumerable<ITypeSymbol?> Signature(ISymbol symbol) => Parameters(symbol).Select(one => one.Type).Concat(symbol switch
    {
        INamedTypeSymbol type =>
            [type.BaseType, type.DelegateInvokeMethod?.ReturnType, .. type.Interfaces, .. Constraints(type.TypeParameters)],
        IMethodSymbol method => [method.ReturnType, .. Constraints(method.TypeParameters)],
        IPropertySymbol property => [property.Type],
        IFieldSymbol field => [field.Type],
        IEventSymbol @event => [@event.Type],
        _ => Array.Empty<ITypeSymbol?>(),
    });

    private static IEnumerable<ITypeSymbol> Constraints(ImmutableArray<ITypeParameterSymbol> parameters) =>
        parameters.SelectMany(parameter => parameter.ConstraintTypes);
}
