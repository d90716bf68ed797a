using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoachingWorkflow.Functions.Http;
using Microsoft.Extensions.Primitives;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>
/// Makes the JSON of the API of a posted form: inputs by their path, trimmed, typed as the body is. Rows left blank do not count, wherever
/// they stand; which input is beside which path is remembered.
/// </summary>
/// <param name="posted">The inputs, in their order on the page.</param>
/// <param name="beside">Takes the input of each JSON path.</param>
/// <param name="miss">Takes mistakes: the input, and a sentence.</param>
internal sealed partial class FormJson(
    IEnumerable<KeyValuePair<string, StringValues>> posted, Dictionary<string, string> beside, Action<string, string> miss)
{
    public TBody ToBody<TBody>()
        where TBody : RequestObject => Object(typeof(TBody), Tree(), "$").Deserialize<TBody>(Json.Options)!;

    private Node Tree()
    {
        var root = new Node("");
        foreach (var (input, values) in posted)
        {
            var node = root;
            foreach (var part in Path().IsMatch(input) ? Part().Matches(input).Select(match => match.Value) : [input])
                node = node.Child(part);
            node.Input = input;
            node.Values = values;
        }

        return root;
    }

    private JsonObject Object(Type type, Node node, string path)
    {
        var members = Json.Options.GetTypeInfo(type).Properties.Where(member => !member.IsExtensionData)
            .ToDictionary(member => member.Name, StringComparer.Ordinal);
        var json = new JsonObject();
        foreach (var (name, child) in node.Children)
        {
            // Other inputs are not the page's: password managers and extensions fill in what they find.
            if (members.TryGetValue(name, out var member) && Value(member.PropertyType, child, $"{path}.{name}") is { } value)
                json[name] = value;
        }

        return json;
    }

    private JsonNode? Value(Type type, Node node, string path)
    {
        if (node.Input is { } input)
            beside.TryAdd(path, input);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Rows(type.GetGenericArguments()[0], node, path);
        if (type.IsAssignableTo(typeof(RequestObject)))
            return node.IsBlank ? null : Object(type, node, path);
        if (node.Text is not { } text)
            return null;
        return Nullable.GetUnderlyingType(type) switch
        {
            { } number when number == typeof(int) =>
                Number<int>(text, node, NumberStyles.None, "Please give a whole number, for example 90."),
            { } number when number == typeof(decimal) => Number<decimal>(
                text, node, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, "Please give a number, for example 3.5."),
            _ => text,
        };
    }

    private JsonArray? Rows(Type type, Node node, string path)
    {
        var rows = new JsonArray();
        if (type == typeof(string))
        {
            foreach (var value in node.Values)
                rows.Add(value);
        }
        else
        {
            foreach (var row in node.Children.Values.Where(child => child.Row is not null).OrderBy(child => child.Row))
            {
                if (!IsBlank(type, row))
                    rows.Add(Object(type, row, string.Create(CultureInfo.InvariantCulture, $"{path}[{rows.Count}]")));
            }
        }

        return rows;
    }

    private static bool IsBlank(Type type, Node row)
    {
        var key = RowKeyAttribute.Of(type);
        return row.Children.All(child => child.Key == key || child.Value.IsBlank);
    }

    private JsonValue? Number<T>(string text, Node node, NumberStyles styles, string sentence)
        where T : struct, System.Numerics.INumber<T>
    {
        if (T.TryParse(text, styles, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        miss(node.Input!, sentence);
        return null;
    }

    // No deeper than any form is: what is made of a name is walked level by level, and whoever sends it says how many there are.
    [GeneratedRegex(
        @"^[a-z][A-Za-z]*(\[\d{1,3}\])?(\.[a-z][A-Za-z]*(\[\d{1,3}\])?){0,4}$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Path();

    [GeneratedRegex(@"[A-Za-z]+|\[\d+\]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Part();

    private sealed class Node(string name)
    {
        public string Name { get; } = name;

        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public string? Input { get; set; }

        /// <summary>Which row of a list it is; null when it is none.</summary>
        public int? Row => Name is ['[', .. var digits, ']']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;

        public StringValues Values { get; set; }

        public string? Text =>
            Values.ToString().Replace('\v', '\n').ReplaceLineEndings("\n").Trim() is { Length: > 0 } typed ? typed : null;

        public bool IsBlank => Text is null && Children.Values.All(child => child.IsBlank);

        public Node Child(string part)
        {
            if (!Children.TryGetValue(part, out var child))
                Children.Add(part, child = new Node(part));
            return child;
        }
    }
}
