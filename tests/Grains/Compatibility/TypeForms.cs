using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Tests.Compatibility;

/// <summary>
/// The form of everything that one program writes and another reads, a line for each member: calls and their messages by
/// Orleans' aliases and ids, rows and the work queue's HTTP by JSON's names.
/// </summary>
internal static class TypeForms
{
    /// <summary>Methods of grains: their aliases, parameters and results.</summary>
    public static IEnumerable<string> OfCalls(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.IsInterface && type.IsAssignableTo(typeof(IGrain))
        from method in type.GetMethods()
        select $"call {Alias(type)}.{Alias(method)}({string.Join(", ", method.GetParameters().Where(static parameter => parameter.ParameterType != typeof(CancellationToken)).Select(static parameter => NameOf(parameter.ParameterType)))}): {NameOf(method.ReturnType)}";

    /// <summary>Members of messages: their ids and types.</summary>
    public static IEnumerable<string> OfMessages(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select $"message {Alias(type)} {id.Id} {member.Name}: {NameOf(member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType)}";

    /// <summary>Members of types that become JSON, and of all types of ours in them.</summary>
    public static IEnumerable<string> OfJson(params IEnumerable<Type> roots)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(roots);
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            foreach (var derived in type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false))
            {
                yield return $"json {type.Name} kind {derived.TypeDiscriminator}: {derived.DerivedType.Name}";
                open.Enqueue(derived.DerivedType);
            }

            if (type.IsEnum)
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsWritten))
            {
                yield return $"json {type.Name} {JsonNamingPolicy.CamelCase.ConvertName(property.Name)}: {NameOf(property.PropertyType)}";
                foreach (var part in PartsOf(property.PropertyType).Where(static part => part.Namespace?.StartsWith("StreamVerse", StringComparison.Ordinal) == true))
                {
                    open.Enqueue(part);
                }
            }
        }
    }

    /// <summary>Names and numbers of enumerations: calls carry the numbers, JSON the names.</summary>
    public static IEnumerable<string> OfEnums(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.IsEnum
        from name in Enum.GetNames(type)
        select $"enum {type.Name} {Convert.ToInt64(Enum.Parse(type, name), null)} {type.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? name}";

    private static bool IsWritten(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is null
        && property.Name is not "EqualityContract" and not "PendingEvents"
        && (property.SetMethod is { IsPublic: true } || property.DeclaringType!.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase))));

    private static IEnumerable<Type> PartsOf(Type type)
    {
        if (type.HasElementType)
        {
            return PartsOf(type.GetElementType()!);
        }

        return type.IsGenericType ? type.GenericTypeArguments.SelectMany(PartsOf).Append(type) : [type];
    }

    private static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? member.Name;

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return NameOf(value) + "?";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        if (!type.IsGenericType)
        {
            return type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? type.Name;
        }

        var arguments = type.GenericTypeArguments.Select(NameOf).ToImmutableArray();
        return type.GetGenericTypeDefinition() == typeof(Task<>)
            ? arguments[0]
            : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
    }
}
