using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>
/// Holds exchanges against the contract: the call, the status, the content type, the headers and the body of every answer, and what was
/// accepted of requests.
/// </summary>
internal sealed class ContractRules(ContractDocument contract)
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>Where an exchange differs from the contract; empty when it does not.</summary>
    public IEnumerable<string> Differences(Exchange exchange)
    {
        // Whatever answers GET answers HEAD.
        if (exchange.Method == "HEAD")
            exchange = exchange with { Method = "GET" };
        if (contract.TemplateOf(exchange.Path) is not { } template)
            return OfNoAddress(exchange);
        if (contract.Find(exchange.Method, template) is not { } call)
            return OfNoMethod(exchange);
        if (call["responses"]![exchange.Status.ToString(CultureInfo.InvariantCulture)] is not { } answer)
            return [$"the contract does not have the status {exchange.Status}"];
        return OfAnswer(contract.Resolve(answer), exchange).Concat(exchange.Status < 300 ? OfRequest(call, template, exchange) : []);
    }

    // An address that is not in the contract is not there; one that does not have a method says which it has.
    private IEnumerable<string> OfNoAddress(Exchange exchange) => exchange.Status == 404
        ? OfProblem(exchange, "NotFoundProblem")
        : ["the contract does not have this address"];

    // What is there in Development only is no function's: nobody knows which methods it has.
    private IEnumerable<string> OfNoMethod(Exchange exchange) => exchange switch
    {
        { Status: 405 } when exchange.Headers.ContainsKey("Allow") => OfProblem(exchange, "Problem"),
        { Status: 404 } when exchange.Path.StartsWith("/dev/", StringComparison.Ordinal) => OfProblem(exchange, "NotFoundProblem"),
        _ => ["the contract does not have this method"],
    };

    private IEnumerable<string> OfProblem(Exchange exchange, string schema) => TypeOf(exchange.Type) == ProblemJson
        ? contract.Schemas.Mistakes(new JsonObject { ["$ref"] = "#/components/schemas/" + schema }, exchange.Body)
        : ["the answer is no problem document"];

    private IEnumerable<string> OfAnswer(JsonObject answer, Exchange exchange)
    {
        foreach (var (name, header) in answer["headers"]?.AsObject() ?? [])
        {
            var value = exchange.Headers.GetValueOrDefault(name);
            if (value is null && header!["required"]?.GetValue<bool>() == true)
                yield return $"the header {name} is missing";
            foreach (var mistake in value is null ? [] : OfText(header!["schema"]!, value))
                yield return $"the header {name}: {mistake}";
        }

        var type = TypeOf(exchange.Type);
        if (answer["content"] is not { } content)
        {
            if (exchange.Body.Length > 0)
                yield return "the contract does not have a body";
        }
        else if (content[type]?["schema"] is not { } schema)
        {
            yield return $"the contract does not have the content type '{type}'";
        }
        else if (type is Json or ProblemJson)
        {
            foreach (var mistake in contract.Schemas.Mistakes(schema, exchange.Body))
                yield return mistake;
        }
    }

    private IEnumerable<string> OfRequest(JsonObject call, string template, Exchange exchange)
    {
        var isLeftOut = exchange.RequestBody is not { Length: > 0 } && call["requestBody"]?["required"]?.GetValue<bool>() != true;
        if (call["requestBody"]?["content"]?[Json]?["schema"] is { } schema && exchange.RequestBody is not null && !isLeftOut
            && IsJson(exchange.RequestType))
        {
            foreach (var mistake in contract.Schemas.Mistakes(schema, exchange.RequestBody))
                yield return $"accepted in the request: {mistake}";
        }

        foreach (var parameter in contract.ParametersOf(exchange.Method, template))
        {
            var values =
                parameter["in"]!.GetValue<string>() switch { "query" => exchange.Query, "header" => exchange.RequestHeaders, _ => null };
            if (values?.GetValueOrDefault(parameter["name"]!.GetValue<string>()) is not { Length: > 0 } value)
                continue;
            foreach (var mistake in OfText(parameter["schema"]!, value))
                yield return $"accepted as {parameter["name"]}: {mistake}";
        }
    }

    private IEnumerable<string> OfText(JsonNode schema, string value)
    {
        var isNumber = contract.Resolve(schema)["type"]?.ToString() == "integer" && value.All(char.IsAsciiDigit);
        return contract.Schemas.Mistakes(schema, isNumber ? value : JsonValue.Create(value).ToJsonString());
    }

    private static bool IsJson(string? type) => TypeOf(type) is Json || TypeOf(type).EndsWith("+json", StringComparison.Ordinal);

    private static string TypeOf(string? header) =>
        MediaTypeHeaderValue.TryParse(header, out var type) ? type.MediaType.ToString().ToLowerInvariant() : "";
}
