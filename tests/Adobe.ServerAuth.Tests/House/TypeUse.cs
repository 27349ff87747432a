using Microsoft.CodeAnalysis;

namespace Adobe.ServerAuth.Tests.House;

internal sealed record TypeUse(string File, int Line, INamedTypeSymbol Type)
{
    public string Place => $"{File}:{Line}";

    public string TypeName => Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
