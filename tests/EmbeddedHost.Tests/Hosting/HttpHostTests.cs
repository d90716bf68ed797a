using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EmbeddedHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedHost.Tests.Hosting;

public sealed class HttpHostTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_route_value_binds_by_its_name()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        using var response = await host.Http.GetAsync("/api/people/42", Cancellation);
        Assert.Equal("person 42", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("Server", response.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task Head_is_served_where_it_is_listed_and_only_there()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, HttpMethod.Head, "/api/people/42"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await StatusAsync(host, HttpMethod.Head, "/api/fails"));
    }

    [Fact]
    public async Task An_unknown_route_is_a_404_problem()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var problem = await ProblemAsync(host, HttpMethod.Get, "/api/nothing");
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_wrong_method_is_a_405_problem_that_names_the_right_ones()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/people/42");
        using var response = await host.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_unhandled_exception_is_a_500_problem_without_details()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var problem = await ProblemAsync(host, HttpMethod.Get, "/api/fails");
        Assert.Equal(500, problem.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_functions_own_error_status_is_left_as_it_is()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        using var response = await host.Http.GetAsync("/api/gone", Cancellation);
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Json_and_file_results_are_written()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        Assert.Equal(7, (await host.Http.GetFromJsonAsync<JsonElement>("/api/json", Cancellation)).GetProperty("seven").GetInt32());
        Assert.Equal("file", await host.Http.GetStringAsync("/api/file", Cancellation));
    }

    [Fact]
    public async Task Development_endpoints_exist_in_development_only()
    {
        await using var development = await TestHost.StartAsync([], [typeof(Functions)], Map);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(development, HttpMethod.Get, "/dev/mine"));
        await using var production = await TestHost.StartAsync(["--environment=Production"], [typeof(Functions)], Map);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(production, HttpMethod.Get, "/dev/mine"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(production, HttpMethod.Get, "/dev/clock"));
    }

    [Theory]
    [InlineData("{\"advanceBy\":\"P1D\"}", 200)]
    [InlineData("{\"advanceTo\":\"2027-03-01T09:00:00Z\"}", 200)]
    [InlineData("{\"advanceBy\":\"PT0S\"}", 200)]
    [InlineData("{\"advanceBy\":\"-P1D\"}", 422)]
    [InlineData("{\"advanceTo\":\"2025-03-01T09:00:00Z\"}", 422)]
    [InlineData("{\"advanceBy\":\"tomorrow\"}", 422)]
    [InlineData("{\"advanceBy\":\"P999999999D\"}", 422)]
    [InlineData("{\"advanceTo\":\"soon\"}", 422)]
    [InlineData("{}", 422)]
    [InlineData("[]", 422)]
    [InlineData("{", 400)]
    [InlineData("{\"advanceTo\":\"\\ud800\"}", 400)]
    [InlineData("", 400)]
    public async Task The_clock_endpoint_answers(string body, int status)
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync("/dev/clock", content, Cancellation);
        Assert.Equal(status, (int)response.StatusCode);
        if (status != 200)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Contains("advanceBy", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            Assert.Equal(DateTimeOffset.Parse(TestHost.Start, System.Globalization.CultureInfo.InvariantCulture), host.Now);
        }
    }

    private static void Map(EmbeddedHostBuilder builder)
        => builder.MapDevelopment(
            routes => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(routes, "/dev/mine", () => "mine"));

    private static async Task<HttpStatusCode> StatusAsync(TestHost host, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        using var response = await host.Http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private static async Task<JsonElement> ProblemAsync(TestHost host, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        using var response = await host.Http.SendAsync(request, Cancellation);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    internal sealed class Functions
    {
        [Function("Person")]
        public IActionResult Person(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "people/{id}")] HttpRequest request, string id)
            => new ContentResult { Content = "person " + id, StatusCode = request.RouteValues.Count == 1 ? 200 : 500 };

        [Function("Fails")]
        public async Task<IActionResult> Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request)
        {
            await request.Body.CopyToAsync(Stream.Null, Cancellation);
            throw new InvalidOperationException("secret");
        }

        [Function("Gone")]
        public IActionResult Gone([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "gone")] HttpRequest request)
            => new StatusCodeResult(request.Body.CanRead ? 410 : 500);

        [Function("Json")]
        public IActionResult Json([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "json")] HttpRequest request)
            => new JsonResult(new { seven = 7, path = request.Path.Value });

        [Function("File")]
        public IActionResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "file")] HttpRequest request)
            => new FileContentResult("file"u8.ToArray(), request.IsHttps ? "text/html" : "text/plain");
    }
}
