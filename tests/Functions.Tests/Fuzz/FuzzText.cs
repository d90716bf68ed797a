using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CoachingWorkflow.Functions.Tests.Fuzz;

/// <summary>Alters bodies, forms and addresses a little.</summary>
internal static class FuzzText
{
    /// <summary>Values that programs stumble over.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "", " ", "0", "-1", "9.0", "9e0", "1e309", "NaN", "99999999999999999999", "true", "null", "undefined", "2027-02-30", "2027-01-04",
        "0001-01-01", "9999-12-31", "24:00", "2027-01-04T08:00:00Z", "2027-01-04T08:00:00+99:00", "Europe/Berlin", "US/Pacific",
        "Mars/Base",
        "a@b", "a@b.example", "\u200b\u200b", "\u202e", "\u0000", "\ud83d\ude00", "Straße", "a\r\nb", "<script>alert(1)</script>", "'; --",
        "{{7*7}}", "../../etc/passwd", "%s%n", "00000000-0000-0000-0000-000000000000", new('x', 201), new('x', 20_001),
        string.Concat(Enumerable.Repeat("\ud83d\ude00", 150)), "[]", "{}", "leader", "boss", "inPerson", "commit", "on",
    ];

    private static readonly string[] Endings = ["[0]", "[99999]", ".a.b", "[-1]", "[", "]", "[x]", "\0"];

    // Half of a character, which can be written in JSON and is no text.
    private const string HalfAPair = "half a pair";

    private static readonly string[] Raw =
    [
        "null", "true", "-1", "1e999", "0.1", "9.0", "[]", "{}", "\"\"", $"\"{HalfAPair}\"", "[[[[[[[[[[1]]]]]]]]]]",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "123456789012345678901234567890",
    ];

    /// <summary>A body with up to three of its members altered, or its bytes.</summary>
    public static byte[] Mutated(JsonObject body, Dice dice)
    {
        var altered = body.DeepClone();
        for (var times = dice.Below(4); times > 0; times--)
            Alter(altered, dice);
        var text = altered.ToJsonString().Replace(HalfAPair, "\\ud800", StringComparison.Ordinal);
        if (dice.In100(5))
            text = text.Replace("{", "{\"unknown\":1,", StringComparison.Ordinal);
        if (dice.In100(3))
            text = text.Replace(",", ",,", StringComparison.Ordinal);
        if (dice.In100(3))
            text = string.Concat(Enumerable.Repeat("[", 300)) + text;
        var bytes = Encoding.UTF8.GetBytes(text);
        return dice.In100(5) ? Damaged(bytes, dice) : bytes;
    }

    /// <summary>A form with up to three of its fields altered.</summary>
    public static (string Name, string Value)[] Mutated((string Name, string Value)[] fields, Dice dice)
    {
        var altered = fields.ToList();
        for (var times = dice.Below(4); times > 0 && altered.Count > 0; times--)
        {
            var at = dice.Below(altered.Count);
            switch (dice.Below(5))
            {
                case 0:
                    altered.RemoveAt(at);
                    break;
                case 1:
                    altered.Add(altered[at]);
                    break;
                case 2:
                    altered[at] = (altered[at].Name, dice.One(Values));
                    break;
                case 3:
                    altered[at] = (altered[at].Name + dice.One(Endings), altered[at].Value);
                    break;
                default:
                    altered.Add((dice.One(Values), dice.One(Values)));
                    break;
            }
        }

        return [.. altered];
    }

    public static byte[] Urlencoded((string Name, string Value)[] fields) => Encoding.ASCII.GetBytes(
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));

    public static (byte[] Body, string ContentType) Multipart((string Name, string Value)[] fields)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
            body.Append(CultureInfo.InvariantCulture, $"--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        return (Encoding.UTF8.GetBytes(body.Append("--frontier--\r\n").ToString()), "multipart/form-data; boundary=frontier");
    }

    /// <summary>Cut off, or with a byte that is another.</summary>
    public static byte[] Damaged(byte[] bytes, Dice dice)
    {
        if (bytes.Length == 0)
            return [0xff];
        var at = dice.Below(bytes.Length);
        return dice.Below(3) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)dice.Below(256), .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], 0xff, .. bytes[at..]],
        };
    }

    /// <summary>An address with a character that is another.</summary>
    public static string Damaged(string path, Dice dice)
    {
        var at = 1 + dice.Below(path.Length - 1);
        return $"{path[..at]}{dice.One((string[])["a", "%00", "%2F", ".", "Z", ""])}{path[(at + 1)..]}";
    }

    /// <summary>The address with another id in the place of one.</summary>
    public static string SwapId(string path, IReadOnlyList<string> ids, Dice dice)
    {
        var parts = path.Split('/');
        var places = parts.Index().Where(part => Guid.TryParse(part.Item, out _)).Select(part => part.Index).ToList();
        if (places.Count > 0)
            parts[dice.One(places)] = dice.In100(70) ? dice.One(ids) : Uri.EscapeDataString(dice.One(Values.Take(40).ToList())) + "x";
        return string.Join('/', parts);
    }

    private static void Alter(JsonNode root, Dice dice)
    {
        var places = Places(root).ToList();
        if (places.Count == 0)
            return;
        var (parent, key, index) = dice.One(places);
        var instead = dice.In100(60) ? JsonValue.Create(dice.One(Values)) : JsonNode.Parse(dice.One(Raw));
        switch (parent, dice.Below(4))
        {
            case (JsonObject members, 0):
                members.Remove(key!);
                break;
            case (JsonObject members, _):
                members[key!] = instead;
                break;
            case (JsonArray items, 0):
                items.RemoveAt(index);
                break;
            case (JsonArray items, 1):
                for (var copies = dice.Below(60); copies > 0; copies--)
                    items.Add(items[index]?.DeepClone());
                break;
            case (JsonArray items, _):
                items[index] = instead;
                break;
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value).Prepend((members, member.Key, 0))),
        JsonArray items => items.SelectMany((item, index) => Places(item).Prepend((items, null, index))),
        _ => [],
    };
}
