using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>Calls the API with a firm's key.</summary>
internal sealed class FirmClient(HttpClient http, string? key)
{
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, content: null);

    public Task<ApiAnswer> PostAsync(string path, JsonNode body, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), idempotencyKey);

    public Task<ApiAnswer> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<ApiAnswer> PatchAsync(string path, JsonNode body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    public Task<ApiAnswer> SendAsync(Call call, string? ifMatch = null) =>
        SendAsync(call.Method, call.Path, call.Body is null ? null : JsonContent.Create(call.Body), idempotencyKey: null, ifMatch);

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content, string? idempotencyKey = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiAnswer.ReadAsync(response);
    }

    public async Task<IReadOnlyList<JsonNode>> TimelineAsync(string engagement)
    {
        var items = new List<JsonNode>();
        string? next = "0";
        while (next is not null)
        {
            var page = (await GetAsync($"/api/engagements/{engagement}/timeline?limit=500&cursor={next}")).Is(HttpStatusCode.OK);
            items.AddRange(page.At("items")!.AsArray().Select(item => item!));
            next = page.Value("next");
        }

        return items;
    }
}

/// <summary>A call of the API.</summary>
internal sealed record Call(HttpMethod Method, string Path, JsonObject? Body = null);
