using System.Text.Json;
using System.Web;

namespace CoachingWorkflow.EndToEnd.Telemetry;

/// <summary>Collects what people write: the names, addresses and free texts of every call and form that passes.</summary>
public sealed class WhatPeopleWrite() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Texts => _texts;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            var body = await content.ReadAsStringAsync(cancellationToken);
            var values = content.Headers.ContentType?.MediaType == "application/json"
                ? Strings(JsonElement.Parse(body))
                : Form(body);

            // Codes, dates, ids and numbers have neither a blank nor an @.
            _texts.UnionWith(values.Where(text => text.AsSpan().ContainsAny(' ', '@')));
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static IEnumerable<string> Form(string body)
    {
        var form = HttpUtility.ParseQueryString(body);
        return form.AllKeys.SelectMany(name => form.GetValues(name) ?? []);
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
        _ => [],
    };
}
