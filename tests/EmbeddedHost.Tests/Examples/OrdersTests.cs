using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EmbeddedHost.Tests.Examples;

/// <summary>The example in examples/embedded-host, started and called as its comments say.</summary>
public sealed partial class OrdersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_example_ships_what_is_paid_and_drops_what_is_not()
    {
        using var folder = new DataFolder();
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "EmbeddedHostExample"),
            ["--environment=Development", folder.Setting, "--Urls=http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressAsync(process) };
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(http, "/api/orders/lamp"));
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(http, "/api/orders/chair"));
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(http, "/api/orders/lamp/payment"));

            using var advanced = await http.PostAsJsonAsync("/dev/clock", new { advanceBy = "P2D" }, Cancellation);

            Assert.Equal(HttpStatusCode.OK, advanced.StatusCode);
            Assert.Equal(("Completed", "lamp is on its way"), await OrderAsync(http, "lamp"));
            Assert.Equal(("Completed", "dropped"), await OrderAsync(http, "chair"));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (Listening().Match(line) is { Success: true } listening)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Uri(listening.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("The example ended before it listened.");
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path)
    {
        using var answer = await http.PostAsync(path, content: null, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<(string? Status, string? Outcome)> OrderAsync(HttpClient http, string article)
    {
        var order = await http.GetFromJsonAsync<JsonElement>($"/api/orders/{article}", Cancellation);
        return (order.GetProperty("status").GetString(), order.GetProperty("outcome").GetString());
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
