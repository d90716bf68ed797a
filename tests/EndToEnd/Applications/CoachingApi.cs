using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CoachingWorkflow.EndToEnd.Applications;

/// <summary>Calls the application as a firm's software, as people with links, and as a developer do.</summary>
public sealed class CoachingApi(HttpClient http)
{
    private const string Key = "Idempotency-Key";

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    public Task<JsonElement> PostAsync(
        string path, object body, string key, HttpStatusCode expected = HttpStatusCode.OK, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, path, body, key, expected, cancellation);

    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Put, path, body, key: null, HttpStatusCode.OK, cancellation);

    public Task<JsonElement> DeleteAsync(string path, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Delete, path, body: null, key: null, HttpStatusCode.OK, cancellation);

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, path, body: null, key: null, HttpStatusCode.OK, cancellation);

    /// <summary>Posts the form behind an emailed link; returns the page.</summary>
    public async Task<string> SubmitAsync(
        Uri link, HttpStatusCode expected, CancellationToken cancellation, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

        // By its path: mails of an earlier run name the address that the application had then.
        using var answer = await http.PostAsync(new Uri(link.PathAndQuery, UriKind.Relative), form, cancellation);
        return await ReadAsync(answer, expected, cancellation);
    }

    public Task<JsonElement> AdvanceToAsync(DateTimeOffset instant, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, "/dev/clock", new { advanceTo = instant }, key: null, HttpStatusCode.OK, cancellation);

    /// <summary>Waits until all that follows from what was done is done, mails sent included.</summary>
    public Task<JsonElement> SettleAsync(CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, "/dev/clock", new { advanceBy = "PT0S" }, key: null, HttpStatusCode.OK, cancellation);

    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellation = default) =>
        (await GetAsync("/dev/clock", cancellation)).GetProperty("now").GetDateTimeOffset();

    /// <summary>The mails, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxMail>> OutboxAsync(string? to = null, CancellationToken cancellation = default)
    {
        var mails = await GetAsync(to is null ? "/dev/mail" : $"/dev/mail?to={Uri.EscapeDataString(to)}", cancellation);
        return mails.Deserialize<List<OutboxMail>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>All lines of the timeline, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(string engagement, CancellationToken cancellation = default)
    {
        var lines = new List<JsonElement>();
        for (var cursor = "0"; cursor is not null;)
        {
            var page = await GetAsync($"/api/engagements/{engagement}/timeline?limit=500&cursor={cursor}", cancellation);
            lines.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
        }

        return lines;
    }

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string path, object? body, string? key, HttpStatusCode expected, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TourSettings.FirmKey);
        if (key is not null)
            request.Headers.Add(Key, key);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var answer = await http.SendAsync(request, cancellation);
        return JsonElement.Parse(await ReadAsync(answer, expected, cancellation));
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.StatusCode == expected
            ? text
            : throw new InvalidOperationException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} answered {(int)answer.StatusCode}, not "
                    + $"{(int)expected}: {text}");
    }
}
