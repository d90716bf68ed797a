using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>An answer of the firms' API.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, MediaTypeHeaderValue? ContentType, string Text)
{
    private JsonNode? _json;

    public JsonNode Json => _json ??= JsonNode.Parse(Text)!;

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers.ContentType, text);
    }

    /// <summary>A member by its path, for example <c>reviews.midProgram.state</c> or <c>people.0.name</c>.</summary>
    public JsonNode? At(string path) => At(Json, path);

    public static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.'))
            node = node is JsonArray array ? array[int.Parse(part, CultureInfo.InvariantCulture)] : node?[part];
        return node;
    }

    /// <summary>A member as text; null when it is null or missing.</summary>
    public string? Value(string path) => At(path)?.ToString();

    public ApiAnswer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, got {(int)Status}: {Text}");
        return this;
    }

    /// <summary>The answer is a whole problem document of this status and type.</summary>
    public ApiAnswer IsProblem(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", ContentType?.MediaType);
        Assert.Equal($"urn:coachingworkflow:problem:{code}", Value("type"));
        Assert.Equal((int)status, At("status")!.GetValue<int>());
        Assert.False(string.IsNullOrWhiteSpace(Value("title")));
        Assert.False(string.IsNullOrWhiteSpace(Value("detail")));
        Assert.Equal(status == HttpStatusCode.UnprocessableEntity, At("errors") is JsonObject { Count: > 0 });
        return this;
    }

    /// <summary>The answer is 422 and names at least these JSON paths.</summary>
    public ApiAnswer Names(params string[] paths)
    {
        IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-values");
        var errors = At("errors")!.AsObject();
        Assert.All(paths, path => Assert.True(errors.ContainsKey(path), $"'{path}' is not among the errors: {errors.ToJsonString()}"));
        return this;
    }
}
