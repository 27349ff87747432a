using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adobe.ServerAuth.Tests.House;

// Every type that a file's code touches: named, or unnamed as owner or type of a member, behind "var", "new()" or an extension method.
// Doc comments do not count: a cref is a signpost, and nothing is built on it.
internal static class TypeUses
{
    public static IEnumerable<TypeUse> In(CSharpCompilation compilation, IEnumerable<SourceFile> files)
    {
        var paths = files.Select(file => file.Path).ToHashSet();
        return compilation.SyntaxTrees
            .Where(tree => paths.Contains(tree.FilePath))
            .SelectMany(tree => In(tree, compilation.GetSemanticModel(tree)))
            .Distinct();
    }

    public static IEnumerable<INamedTypeSymbol> Named(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Named(array.ElementType),
        IPointerTypeSymbol pointer => Named(pointer.PointedAtType),
        INamedTypeSymbol named => [named.OriginalDefinition, .. Named(named.ContainingType), .. named.TypeArguments.SelectMany(Named)],
        _ => [],
    };

    private static IEnumerable<TypeUse> In(SyntaxTree tree, SemanticModel model) =>
        from node in tree.GetRoot().DescendantNodes()
        where node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax
        from symbol in Symbols(model.GetSymbolInfo(node))
        from type in Touched(symbol).SelectMany(Named)
        where type.TypeKind != TypeKind.Error
        select new TypeUse(tree.FilePath, tree.GetLineSpan(node.Span).StartLinePosition.Line + 1, type);

    // What does not resolve still points at what it may mean.
    private static ImmutableArray<ISymbol> Symbols(SymbolInfo info) => info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;

    private static IEnumerable<ITypeSymbol?> Touched(ISymbol symbol) => symbol switch
    {
        ITypeSymbol type => [type],
        IMethodSymbol method =>
            [method.ContainingType, method.ReturnType, .. method.TypeArguments, .. method.Parameters.Select(one => one.Type)],
        IPropertySymbol property => [property.ContainingType, property.Type],
        IFieldSymbol field => [field.ContainingType, field.Type],
        IEventSymbol @event => [@event.ContainingType, @event.Type],
        IParameterSymbol parameter => [parameter.Type],
        ILocalSymbol local => [local.Type],
        _ => [],
    };
}
