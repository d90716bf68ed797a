using System.Diagnostics;

namespace CoachingWorkflow.Stories;

/// <summary>html-validate, as tests/Node has it: says what is wrong with an HTML document by the standard.</summary>
public static class HtmlValidator
{
    // By the standard; not by taste: how a tag is closed, or whether the summary of mistakes may stand above the page's first heading.
    private const string Rules =
        """
        {
          "root": true,
          "extends": ["html-validate:standard", "html-validate:document"],
          "rules": {
            "no-trailing-whitespace": "off", "doctype-style": "off", "void-style": "off", "require-sri": "off", "heading-level": "off" MAILS
          }
        }
        """;

    /// <summary>Skips the test if the validator is missing.</summary>
    public static void Require() =>
        Assert.SkipWhen(Script() is null, "html-validate is missing: run tests/run, or npm ci --prefix tests/Node.");

    /// <summary>What is wrong with documents, by their names; empty when nothing is.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="areMails">Whether attributes of tables are taken that only mail programs still need.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<string> FindAsync(
        IEnumerable<(string Name, string Html)> documents, bool areMails, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("coaching-html-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, ".htmlvalidate.json"),
                Rules.Replace("MAILS", areMails ? ", \"no-deprecated-attr\": \"off\"" : "", StringComparison.Ordinal), cancellation);
            foreach (var (name, html) in documents)
                await File.WriteAllTextAsync(
                    Path.Combine(folder.FullName, string.Concat(name.Where(char.IsLetterOrDigit)) + ".html"), html, cancellation);

            using var process = Process.Start(new ProcessStartInfo("node", [Script()!, "--formatter", "text", folder.FullName])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.FullName,
            })!;
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var findings = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? findings + await errors : $"html-validate ended with {process.ExitCode}:\n{findings}{await errors}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "Node", "node_modules", "html-validate", "bin", "html-validate.mjs");
            if (File.Exists(script))
                return script;
        }

        return null;
    }
}
