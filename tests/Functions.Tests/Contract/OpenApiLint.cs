using System.Diagnostics;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>
/// Redocly's linter, as tests/Node has it: says what is wrong with an OpenAPI document by the specification, examples included.
/// </summary>
internal static class OpenApiLint
{
    /// <summary>Skips the test if the linter is missing.</summary>
    public static void Require() =>
        Assert.SkipWhen(Folder() is null, "The linter of OpenAPI is missing: run tests/run, or npm ci --prefix tests/Node.");

    /// <summary>What is wrong with a document; empty when nothing is.</summary>
    public static async Task<string> FindAsync(string yaml, CancellationToken cancellation)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("coaching-openapi-").FullName, "openapi.yaml");
        try
        {
            await File.WriteAllTextAsync(file, yaml, cancellation);
            using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder()!, "lint-openapi.js"), file])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var findings = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? findings : $"The linter ended with {process.ExitCode}:\n{findings}{await errors}";
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var node = Path.Combine(folder.FullName, "tests", "Node");
            if (Directory.Exists(Path.Combine(node, "node_modules", "@redocly", "openapi-core")))
                return node;
        }

        return null;
    }
}
