using System.Reflection;

namespace Adobe.ServerAuth.Benchmarks.Memory;

internal static class ObjectGraph
{
    private static readonly Dictionary<Type, FieldInfo[]> Fields = [];

    public static HashSet<object> ReachableFrom(object root)
    {
        var found = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>();
        Visit(root);
        while (open.TryPop(out var one))
        {
            Look(one);
        }

        return found;

        void Visit(object? value)
        {
            // Types and threads lead to all that there is, and belong to nobody.
            if (value is not (null or MemberInfo or Assembly or Module or Thread or Pointer) && found.Add(value))
            {
                open.Push(value);
            }
        }

        void Look(object one)
        {
            if (one is Array array)
            {
                if (MayRefer(array.GetType().GetElementType()!))
                {
                    foreach (var element in array)
                    {
                        Follow(array.GetType().GetElementType()!, element);
                    }
                }

                return;
            }

            foreach (var field in FieldsOf(one.GetType()))
            {
                Follow(field.FieldType, field.GetValue(one));
            }
        }

        // A struct lies inside its owner: its box is none of the objects.
        void Follow(Type declared, object? value)
        {
            if (!declared.IsValueType)
            {
                Visit(value);
            }
            else if (value is not null)
            {
                Look(value);
            }
        }
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        if (!Fields.TryGetValue(type, out var fields))
        {
            fields = [.. Declared(type).Where(field => MayRefer(field.FieldType))];
            Fields[type] = fields;
        }

        return fields;
    }

    // Private fields of a base class are fields of that class alone.
    private static IEnumerable<FieldInfo> Declared(Type? type) => type is null ? [] :
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Concat(Declared(type.BaseType));

    private static bool MayRefer(Type type) =>
        !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsFunctionPointer && !type.IsByRefLike
        && (!type.IsValueType || FieldsOf(type).Length > 0);
}
