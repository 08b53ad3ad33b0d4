using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pressrun.Tests.Tidying;

/// <summary>What other people's code can see of some types, a line a member.</summary>
internal static class Surface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(params IEnumerable<Type> types) =>
        string.Concat(types.OrderBy(Name, StringComparer.Ordinal).Select(type =>
            $"{Kind(type)} {Name(type)}{Parents(type)}\n"
            + string.Concat(type.GetMembers(Declared).Where(IsSeen).Select(Line).Order(StringComparer.Ordinal))));

    // What the compiler writes into every record says nothing about our design.
    private static bool IsSeen(MemberInfo member) => member switch
    {
        ConstructorInfo it => IsSeen(it),
        MethodInfo it => IsSeen(it) && (!it.IsSpecialName || it.Name.StartsWith("op_", StringComparison.Ordinal))
            && !it.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false),
        PropertyInfo it => it.Name != "EqualityContract" && it.GetAccessors(nonPublic: true).Any(it => IsSeen(it)),
        FieldInfo it => (it.IsPublic || it.IsFamily || it.IsFamilyOrAssembly) && !it.IsSpecialName,
        EventInfo => true,
        _ => false,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Parents(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var parents = new[] { type.BaseType }.OfType<Type>()
            .Where(parent => parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Except(inherited).OrderBy(Name, StringComparer.Ordinal))
            .Where(parent => !parent.Name.StartsWith("IEquatable", StringComparison.Ordinal));
        return string.Concat(parents.Select((parent, index) => (index == 0 ? " : " : ", ") + Name(parent)));
    }

    private static string Line(MemberInfo member) => "  " + member switch
    {
        ConstructorInfo it => $"new({Parameters(it)})",
        MethodInfo it =>
            $"{Modifiers(it)}{it.Name}{Generic(it.GetGenericArguments())}({Parameters(it)}) -> {Name(it.ReturnType)}",
        PropertyInfo it =>
            $"{Modifiers(it.GetAccessors(nonPublic: true)[0])}{it.Name} -> {Name(it.PropertyType)} {Accessors(it)}",
        FieldInfo { IsLiteral: true } it => $"{it.Name} = {it.GetRawConstantValue()}",
        FieldInfo it => $"{(it.IsStatic ? "static " : "")}{it.Name} -> {Name(it.FieldType)}",
        EventInfo it => $"event {it.Name} -> {Name(it.EventHandlerType!)}",
        _ => member.Name,
    } + "\n";

    private static string Modifiers(MethodBase method) =>
        (method.IsStatic ? "static " : "") + (method.IsPublic ? "" : "protected ")
        + (method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : "");

    private static string Accessors(PropertyInfo property)
    {
        var modifiers = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers() ?? [];
        var isInit = modifiers.Contains(typeof(IsExternalInit));
        var get = property.GetMethod is { } getter && IsSeen(getter) ? " get;" : "";
        var set = property.SetMethod is not { } setter || !IsSeen(setter) ? "" : isInit ? " init;" : " set;";
        return $"{{{get}{set} }}";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(it => $"{Name(it.ParameterType)} {it.Name}{Default(it)}"));

    private static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "default"}" : "";

    private static string Generic(Type[] arguments) =>
        arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Name))}>";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsByRef || type.IsArray)
        {
            return type.IsByRef ? "ref " + Name(type.GetElementType()!) : Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        // A nested type repeats the arguments of the type around it; they are written once, at the end.
        var full = (type.FullName ?? $"{type.Namespace}.{type.Name}").Split('[')[0];
        var isOurs = full.StartsWith("Pressrun", StringComparison.Ordinal);
        var plain = string.Join('.', (isOurs ? full : type.Name).Split('+').Select(part => part.Split('`')[0]));
        return plain + Generic(type.GetGenericArguments());
    }
}
