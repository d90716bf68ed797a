using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Functions.Tests.Hostility;

/// <summary>
/// Sends every call of the API with the worst text in every member that it takes: where an answer refuses a member, the next milder text,
/// at last what the caller wrote.
/// </summary>
internal sealed class HostileCalls() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    /// <summary>Worst first.</summary>
    private static readonly Func<string, string>[] TextKinds =
    [
        Hostile.After,
        text => Hostile.After(text).Replace("\0", "", StringComparison.Ordinal).Replace("\u0085", "", StringComparison.Ordinal),
        text => $"{text} {Hostile.Script}{Hostile.Quotes}{Hostile.Template}{Hostile.Bidirectional}{Hostile.Ending}"
            [..Math.Min(200, text.Length + 170)],
        text => $"{text} {Hostile.Script}",
        text => text,
    ];

    /// <summary>How bad a text each member of each call takes: 0 is the worst, 4 is none.</summary>
    public ConcurrentDictionary<string, int> Taken { get; } = new(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null || await request.Content.ReadAsStringAsync(cancellationToken) is not { Length: > 0 } original)
            return await base.SendAsync(request, cancellationToken);

        var milder = new Dictionary<string, int>(StringComparer.Ordinal);
        while (true)
        {
            var body = JsonNode.Parse(original)!;
            foreach (var (path, text) in Texts(body, "$"))
                text.ReplaceWith(TextKinds[milder.GetValueOrDefault(path)](text.GetValue<string>()));
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            request.Content = content;
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.UnprocessableEntity)
            {
                foreach (var (path, _) in Texts(body, "$"))
                    Taken[Member(request, path)] = milder.GetValueOrDefault(path);
                return answer;
            }

            var refused = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!["errors"]!.AsObject()
                .Select(error => error.Key).ToList();
            answer.Dispose();
            Assert.All(refused, path => Assert.True(
                milder.GetValueOrDefault(path) < TextKinds.Length - 1,
                $"{request.Method} {request.RequestUri}: {path} is refused as it was written."));
            refused.ForEach(path => milder[path] = milder.GetValueOrDefault(path) + 1);
        }
    }

    /// <summary>The texts of a body with their JSON paths.</summary>
    public static List<(string Path, JsonValue Text)> Texts(JsonNode? node, string path) => node switch
    {
        JsonObject members => [.. members.SelectMany(member => Texts(member.Value, $"{path}.{member.Key}"))],
        JsonArray items =>
            [.. items.SelectMany((item, index) => Texts(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))],
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [(path, value)],
        _ => [],
    };

    // The same member of all items of a list, and of all engagements, is one.
    private static string Member(HttpRequestMessage request, string path)
    {
        var route = string.Join(
            '/', request.RequestUri!.AbsolutePath.Split('/').Skip(3).Select(part => Guid.TryParse(part, out _) ? "{id}" : part));
        return $"{request.Method} {route} {Regex.Replace(path, @"\[\d+\]", "[]", RegexOptions.NonBacktracking)}";
    }
}
