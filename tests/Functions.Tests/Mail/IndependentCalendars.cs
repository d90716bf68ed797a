using System.Diagnostics;
using System.Text.Json;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>What people see of an event.</summary>
internal sealed record ShownEvent(string Summary, string Location, string Organizer, string Attendee);

/// <summary>ical.js, as tests/Node has it.</summary>
internal static class IndependentCalendars
{
    /// <summary>Reads calendars, one after the other in UTF-8; skips the test if the parser is missing.</summary>
    public static async Task<IReadOnlyList<ShownEvent>> ReadAsync(byte[] calendars, CancellationToken cancellation)
    {
        var script = Script();
        Assert.SkipWhen(script is null, "ical.js is missing: run tests/run, or npm ci --prefix tests/Node.");
        using var process = Process.Start(new ProcessStartInfo("node", [script!])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var events = process.StandardOutput.ReadToEndAsync(cancellation);
        await process.StandardInput.BaseStream.WriteAsync(calendars, cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        Assert.Equal("", await errors);
        return JsonSerializer.Deserialize<List<ShownEvent>>(await events, JsonSerializerOptions.Web)!;
    }

    private static string? Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var node = Path.Combine(folder.FullName, "tests", "Node");
            if (Directory.Exists(Path.Combine(node, "node_modules", "ical.js")))
                return Path.Combine(node, "read-calendars.js");
        }

        return null;
    }
}
