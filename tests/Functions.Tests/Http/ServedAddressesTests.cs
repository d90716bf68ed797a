using System.Text;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>What is said to requests that no function takes.</summary>
public sealed class ServedAddressesTests
{
    private static readonly ServedAddresses Addresses = new(typeof(FirmApi).Assembly.GetTypes());

    [Theory]
    [InlineData("api")]
    [InlineData("anything")]
    [InlineData("api/nothing")]
    [InlineData("api/engagements/1/2/3/4")]
    [InlineData("api/links/a/b")]
    public async Task Where_nothing_is_it_is_404(string path)
    {
        var (response, body) = await RefuseAsync(path, "GET");

        Assert.Equal(StatusCodes.Status404NotFound, response.StatusCode);
        Assert.Equal("urn:coachingworkflow:problem:not-found", (string?)body["type"]);
        Assert.False(response.Headers.ContainsKey("Allow"));
    }

    [Theory]
    [InlineData("api/engagements", "PUT", "GET, HEAD, POST")]
    [InlineData("api/engagements/x", "DELETE", "GET, HEAD")]
    [InlineData("api/Engagements/x/context/", "GET", "PUT")]
    [InlineData("api/engagements/x/reviews/mid/meeting", "POST", "DELETE, PUT")]
    [InlineData("api/links/x", "PATCH", "GET, HEAD, POST")]
    [InlineData("api/health/live", "POST", "GET, HEAD")]
    public async Task Where_something_else_is_served_it_is_405_and_says_what(string path, string method, string allow)
    {
        var (response, body) = await RefuseAsync(path, method);

        Assert.Equal(StatusCodes.Status405MethodNotAllowed, response.StatusCode);
        Assert.Equal(allow, response.Headers.Allow);
        Assert.Equal("urn:coachingworkflow:problem:method-not-allowed", (string?)body["type"]);
        Assert.Contains(method, (string?)body["detail"], StringComparison.Ordinal);
    }

    private static async Task<(HttpResponse Response, JsonNode Body)> RefuseAsync(string path, string method)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        await Addresses.Refuse(path, method).ExecuteResultAsync(new ActionContext { HttpContext = http });
        return (http.Response, JsonNode.Parse(Encoding.UTF8.GetString(body.ToArray()))!);
    }
}
