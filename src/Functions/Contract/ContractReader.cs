using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoachingWorkflow.Pages;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace CoachingWorkflow.Functions.Contract;

/// <summary>Makes the page of the contract from the document, so that the two cannot differ.</summary>
internal static class ContractReader
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the document.</summary>
    /// <param name="yaml">The document.</param>
    /// <exception cref="InvalidDataException">It is not valid.</exception>
    public static ContractView Read(string yaml)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        var read = OpenApiDocument.Parse(yaml, "yaml", settings);
        if (read.Document is not { } document || read.Diagnostic is { Errors.Count: > 0 })
            throw new InvalidDataException($"The contract is not valid: {string.Join(' ', read.Diagnostic?.Errors ?? [])}");
        return View(document);
    }

    private static ContractView View(OpenApiDocument document)
    {
        var calls =
            (from path in document.Paths
             from operation in path.Value.Operations!
             select (Tag: operation.Value.Tags!.First().Name!, Call: Call(path.Key, path.Value, operation.Key, operation.Value))).ToList();
        var components = document.Components!;
        return new ContractView(
            document.Info.Title!, document.Info.Version!, document.Info.Description!.Split("\n\n", StringSplitOptions.TrimEntries),
            [.. document.Tags!.Select(tag => new CallGroupView(
                tag.Name!, tag.Description ?? "", [.. calls.Where(call => call.Tag == tag.Name).Select(call => call.Call)]))],
            [.. components.Responses!.Select(answer => Answer(StatusesOf(document, answer.Key), answer.Value))],
            [.. components.Schemas!.Select(schema => Shape(schema.Key, schema.Value))]);
    }

    private static CallView Call(string path, IOpenApiPathItem item, HttpMethod method, OpenApiOperation operation)
    {
        var body = JsonOf(operation.RequestBody?.Content);
        var parameters = (item.Parameters ?? []).Concat(operation.Parameters ?? []);
        return new CallView(
            operation.OperationId!, method.Method, path, operation.Summary!, operation.Description ?? "", KeyOf(operation),
            [.. parameters.Select(parameter => Member(parameter.Name!, parameter.Schema!, parameter.Required, parameter.Description))],
            body is null ? null : SchemaWords.Of(body.Schema!),
            [.. ExamplesOf(body)],
            [.. operation.Responses!.Where(answer => answer.Value is not OpenApiResponseReference)
                .Select(answer => Answer(answer.Key, answer.Value))],
            [.. operation.Responses!.Where(answer => answer.Value is OpenApiResponseReference).Select(answer => answer.Key)]);
    }

    // An empty list of requirements says that no key is needed; none at all, that what holds for all calls holds.
    private static string KeyOf(OpenApiOperation operation) => operation.Security switch
    {
        null => "",
        [] => "no key.",
        var requirements => requirements[0].Keys.First().Description ?? "",
    };

    private static AnswerView Answer(string status, IOpenApiResponse answer)
    {
        var content = JsonOf(answer.Content);
        return new AnswerView(
            status, answer.Description!,
            [.. (answer.Headers ?? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)).Select(header =>
                Member(header.Key, header.Value.Schema!, header.Value.Required, header.Value.Description))],
            content is null ? null : SchemaWords.Of(content.Schema!), [.. ExamplesOf(content)]);
    }

    private static IOpenApiMediaType? JsonOf(IDictionary<string, IOpenApiMediaType>? content) =>
        content?.Where(type => type.Key is Json or ProblemJson).Select(type => type.Value).FirstOrDefault();

    private static string StatusesOf(OpenApiDocument document, string name) => string.Join(", ",
        (from path in document.Paths.Values
         from operation in path.Operations!.Values
         from answer in operation.Responses!
         where answer.Value is OpenApiResponseReference shared && shared.Reference.Id == name
         select answer.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static ShapeView Shape(string name, IOpenApiSchema schema) => new(
        name, schema.Description ?? "", SchemaWords.Of(schema),
        [.. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).Select(member =>
            Member(member.Key, member.Value, IsRequired(schema, member.Key), member.Value.Description))]);

    private static bool IsRequired(IOpenApiSchema schema, string member) =>
        schema.Required?.Contains(member) == true || schema.AllOf?.Any(part => IsRequired(part, member)) == true;

    private static MemberView Member(string name, IOpenApiSchema schema, bool isRequired, string? description) =>
        new(name, SchemaWords.Of(schema), isRequired, IsOfShape(schema, description) ? "" : description ?? "");

    // What a shape says of itself is said where it is shown.
    private static bool IsOfShape(IOpenApiSchema schema, string? description) =>
        schema is OpenApiSchemaReference reference && reference.RecursiveTarget?.Description == description;

    private static IEnumerable<string> ExamplesOf(IOpenApiMediaType? content)
    {
        if (content?.Example is { } one)
            yield return Text(one);
        foreach (var example in content?.Examples?.Values ?? [])
            yield return Text(example.Value!);
    }

    private static string Text(JsonNode example) => example.ToJsonString(Readable);
}
