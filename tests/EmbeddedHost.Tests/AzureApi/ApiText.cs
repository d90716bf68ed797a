using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace EmbeddedHost.Tests.AzureApi;

/// <summary>Writes types and members as the Azure lists do, the embedded host's namespaces replaced by Azure's.</summary>
internal static class ApiText
{
    private static readonly (string Embedded, string Azure)[] Namespaces =
    [
        ("EmbeddedHost.Worker", "Microsoft.Azure.Functions.Worker"),
        ("EmbeddedHost.DurableTask", "Microsoft.DurableTask"),
    ];

    private static readonly string[] Dropped = ["System.Threading.Tasks.", "System.Threading.", "System.Collections.Generic.", "System."];

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
    };

    public static bool IsMirrored(Type type)
        => Namespaces.Any(pair => type.Namespace == pair.Embedded || type.Namespace?.StartsWith(pair.Embedded + ".", StringComparison.Ordinal) == true);

    public static string Kind(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type.GetMethod("<Clone>$") is not null ? "record" : "class";
        return (type.IsEnum || type.IsValueType || type.IsInterface ? string.Empty
            : type.IsAbstract && type.IsSealed ? "static "
            : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed " : string.Empty) + kind;
    }

    public static string FullName(Type type) => Azure(type.FullName!.Split('`')[0]) + Generics(type.GetGenericArguments());

    public static string? Usage(Type type) => type.GetCustomAttribute<AttributeUsageAttribute>() is { } usage && type.IsAssignableTo(typeof(Attribute))
        ? $"targets={usage.ValidOn} multiple={usage.AllowMultiple}"
        : null;

    /// <summary>The public and protected members that a type declares, without those that every record has.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{type.Name}.{field.Name} = {Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        var constructors = type.GetConstructors(Declared).Where(IsVisible).Select(constructor => Constructor(type, constructor));
        var properties = type.GetProperties(Declared)
            .Where(property => property.Name != "EqualityContract" && property.GetAccessors(nonPublic: true).Any(IsVisible))
            .Select(property => Property(type, property));
        var methods = type.GetMethods(Declared).Where(method => IsVisible(method) && IsListed(method)).Select(method => Method(type, method));
        var fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)
            .Select(field => $"public {(field.IsLiteral ? "const " : string.Empty)}{TypeName(field.FieldType)} {type.Name}.{field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : string.Empty)}");
        return [.. constructors, .. properties, .. methods, .. fields];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsListed(MethodInfo method)
        => method.GetBaseDefinition().DeclaringType != typeof(object)
            && method.Name is not ("Equals" or "GetHashCode" or "PrintMembers" or "op_Equality" or "op_Inequality")
            && !method.Name.StartsWith('<')
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Constructor(Type type, ConstructorInfo constructor)
        => $"{(constructor.IsPublic ? "public" : "protected")} {Simple(type)}({Parameters(constructor)})";

    private static string Property(Type type, PropertyInfo property)
    {
        var accessor = property.GetAccessors(nonPublic: true).First(IsVisible);
        var text = new StringBuilder(Modifiers(accessor)).Append(TypeName(property)).Append(' ').Append(Simple(type)).Append('.').Append(property.Name).Append(" { ");
        if (property.GetMethod is { } get && IsVisible(get))
        {
            text.Append("get; ");
        }

        if (property.SetMethod is { } set && IsVisible(set))
        {
            text.Append(set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ");
        }

        return text.Append('}').ToString();
    }

    private static string Method(Type type, MethodInfo method)
    {
        if (method.Name == "op_Implicit")
        {
            return $"implicit operator {TypeName(method.ReturnParameter)}({Parameters(method)})";
        }

        var constraints = string.Concat(method.GetGenericArguments()
            .SelectMany(argument => argument.GetGenericParameterConstraints().Select(constraint => $" where {argument.Name} : {TypeName(constraint)}")));
        return $"{Modifiers(method)}{TypeName(method.ReturnParameter)} {Simple(type)}.{method.Name}{Generics(method.GetGenericArguments())}({Parameters(method)}){constraints}";
    }

    private static string Modifiers(MethodInfo method)
        => (method.IsPublic ? "public " : "protected ")
            + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : string.Empty);

    private static string Parameters(MethodBase method)
        => string.Join(", ", method.GetParameters().Select((parameter, index) =>
            (index == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty)
            + (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty)
            + (parameter.IsOut ? "out " : string.Empty)
            + TypeName(parameter) + " " + parameter.Name
            + (parameter.HasDefaultValue ? " = " + Default(parameter) : string.Empty)));

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        bool value => value ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string TypeName(ParameterInfo parameter) => parameter.ParameterType.IsGenericParameter
        ? parameter.ParameterType.Name + (IsAnnotated(parameter) ? "?" : string.Empty)
        : TypeName(new NullabilityInfoContext().Create(parameter));

    private static string TypeName(PropertyInfo property) => TypeName(new NullabilityInfoContext().Create(property));

    /// <summary>Whether an unconstrained T is written T?: the compiler's attribute alone tells.</summary>
    private static bool IsAnnotated(ParameterInfo parameter)
    {
        const byte Annotated = 2;
        return Flag(parameter.CustomAttributes) ?? Flag(parameter.Member.CustomAttributes) ?? Flag(parameter.Member.DeclaringType!.CustomAttributes) ?? false;

        static bool? Flag(IEnumerable<CustomAttributeData> attributes) => attributes
            .Where(attribute => attribute.AttributeType.Name is "NullableAttribute" or "NullableContextAttribute")
            .Select(attribute => (bool?)(attribute.ConstructorArguments[0].Value is Annotated))
            .FirstOrDefault();
    }

    private static string TypeName(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return TypeName(underlying) + "?";
        }

        var name = type.IsArray ? TypeName(info.ElementType!) + "[]"
            : info.GenericTypeArguments.Length > 0 ? $"{Azure(type.FullName ?? $"{type.Namespace}.{type.Name}").Split('`')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(TypeName))}>"
            : TypeName(type);
        var isNullable = info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable;
        return !type.IsValueType && !type.IsGenericParameter && isNullable ? name + "?" : name;
    }

    private static string TypeName(Type type)
        => Keywords.TryGetValue(type, out var keyword) ? keyword
            : type.IsGenericParameter ? type.Name
            : Nullable.GetUnderlyingType(type) is { } underlying ? TypeName(underlying) + "?"
            : Azure($"{type.Namespace}.{type.Name.Split('`')[0]}") + Generics(type.GetGenericArguments());

    private static string Simple(Type type) => type.Name.Split('`')[0];

    private static string Generics(Type[] arguments)
        => arguments.Length == 0 ? string.Empty : $"<{string.Join(", ", arguments.Select(TypeName))}>";

    private static string Azure(string name)
    {
        foreach (var (embedded, azure) in Namespaces)
        {
            if (name.StartsWith(embedded + ".", StringComparison.Ordinal))
            {
                return azure + name[embedded.Length..];
            }
        }

        var prefix = Dropped.FirstOrDefault(dropped => name.StartsWith(dropped, StringComparison.Ordinal)
            && !name[dropped.Length..].Split('`')[0].Contains('.', StringComparison.Ordinal));
        return prefix is null ? name : name[prefix.Length..];
    }
}
