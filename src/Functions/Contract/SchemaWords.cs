using CoachingWorkflow.Pages;
using Microsoft.OpenApi;

namespace CoachingWorkflow.Functions.Contract;

/// <summary>Says in words what a schema allows.</summary>
internal static class SchemaWords
{
    /// <summary>What a schema allows; a shape with a name is named, not told.</summary>
    /// <param name="schema">The schema.</param>
    public static TypeView Of(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchemaReference reference)
            return new TypeView("", reference.Reference.Id!);
        if (schema.AllOf is [OpenApiSchemaReference whole])
            return new TypeView("", whole.Reference.Id!, ", with");
        if (schema.OneOf is { Count: > 0 } choices)
            return OfChoices(choices);
        if (schema.Const is { } constant)
            return new TypeView(constant);
        if (schema.Enum is { Count: > 0 } words)
            return new TypeView(
                string.Join(", ", words.Where(word => !word.IsJsonNullSentinel()).Select(word => word.ToString()))
                + OrNull(words.Any(word => word.IsJsonNullSentinel()) || IsNullable(schema)));
        if (schema.Items is { } items)
            return OfItems(Of(items), Range(schema.MinItems, schema.MaxItems), OrNull(IsNullable(schema)));
        return new TypeView(Plain(schema) + OrNull(IsNullable(schema)));
    }

    private static TypeView OfChoices(IList<IOpenApiSchema> choices)
    {
        var names = choices.Select(Of).ToList();
        return names is [var only, { Shape: "", Before: "null" }]
            ? only with { After = only.After + " or null" }
            : new TypeView(string.Join(" or ", names.Select(name => name.Before + name.Shape + name.After)));
    }

    private static TypeView OfItems(TypeView items, string count, string orNull) =>
        new($"list of {(count.Length == 0 ? "" : count + " ")}{items.Before}", items.Shape, items.After + orNull);

    private static string Plain(IOpenApiSchema schema) => (schema.Type & ~JsonSchemaType.Null) switch
    {
        JsonSchemaType.String => With(Format(schema.Format), Range(schema.MinLength, schema.MaxLength), " characters"),
        JsonSchemaType.Integer => With("whole number", Range(schema.Minimum, schema.Maximum), "") + Default(schema),
        JsonSchemaType.Number => With("number", Range(schema.Minimum, schema.Maximum), ""),
        JsonSchemaType.Boolean => "true or false",
        JsonSchemaType.Object => "object",
        _ when schema.Type == JsonSchemaType.Null => "null",
        _ => "anything",
    };

    private static string Format(string? format) => format switch
    {
        "date" => "day",
        "date-time" => "time",
        "email" => "email address",
        "uuid" => "UUID",
        "uri" => "address",
        _ => "text",
    };

    private static string Default(IOpenApiSchema schema) => schema.Default is { } value ? $"; {value} when left out" : "";

    private static string With(string what, string range, string unit) => range.Length == 0 ? what : $"{what}, {range}{unit}";

    private static string Range(object? least, object? most) => (least, most) switch
    {
        (null, null) => "",
        (null, _) => $"at most {most}",
        (_, null) => $"at least {least}",
        _ when Equals(least, most) => $"{least}",
        _ => $"{least} to {most}",
    };

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type is { } type && type.HasFlag(JsonSchemaType.Null) && type != JsonSchemaType.Null;

    private static string OrNull(bool isNullable) => isNullable ? " or null" : "";
}
