namespace Adobe.ServerAuth.Benchmarks.Memory;

// As it stands in C#, without namespaces.
internal static class TypeName
{
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        var arguments = type.GetGenericArguments().Select(Of).ToArray();
        var name = type.Name.Split('`')[0];
        var owner = type.DeclaringType is { } outer && !name.StartsWith('<') ? outer.Name.Split('`')[0] + "." : type.DeclaringType is { } closure ? closure.Name.Split('`')[0] + "." : "";
        return owner + name + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>");
    }
}
