using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>What a debugger shows of an object and of all objects of the library that it leads to: every member that is not hidden from it.</summary>
internal static class DebuggerView
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(object root)
    {
        var texts = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object? Value, string Path)>([(root, root.GetType().Name)]);
        while (open.TryPop(out var next))
        {
            switch (next.Value)
            {
                case string text:
                    texts.Add($"{next.Path} = {text}");
                    break;
                case byte[] bytes:
                    texts.Add($"{next.Path} = {Encoding.Latin1.GetString(bytes)} {Convert.ToBase64String(bytes)}");
                    break;
                case { } value when seen.Add(value):
                    foreach (var (name, member) in Members(value))
                    {
                        open.Push((member, next.Path + name));
                    }

                    break;
            }
        }

        return texts;
    }

    private static IEnumerable<(string Name, object? Value)> Members(object value) => value switch
    {
        _ when IsOurs(value.GetType()) => Fields(value),
        Delegate function => [(".Target", function.Target)],
        IEnumerable items => items.Cast<object?>().Select(item => ("[]", item)),
        _ when value.GetType() is { IsGenericType: true } type && (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) || type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)) => Fields(value),
        _ => [],
    };

    private static IEnumerable<(string Name, object? Value)> Fields(object value)
    {
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Declared))
            {
                // The compiler hides the field behind a property, and the debugger shows that.
                MemberInfo member = field.Name[0] == '<' && field.Name.IndexOf('>') is > 1 and var end && type.GetProperty(field.Name[1..end], Declared) is { } property ? property : field;
                if (member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never && !field.FieldType.IsPointer)
                {
                    yield return ("." + member.Name, field.GetValue(value));
                }
            }
        }
    }

    private static bool IsOurs(Type type) => type.Assembly == typeof(AccessToken).Assembly;
}
