using System.Diagnostics;
using System.Text.RegularExpressions;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Mail;

namespace CoachingWorkflow.EndToEnd.Runbook;

/// <summary>
/// Every command of docs/runbook.md, run in its order against the built application in Production, with what it is there for having
/// happened.
/// </summary>
public sealed partial class RunbookTests
{
    private const string Coach = "cora.coach@coaches.example";
    private const string Corrected = "cora.corrected@coaches.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_command_of_the_runbook_does_what_it_is_there_for()
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && IsInstalled("sqlite3")
            && IsInstalled("jq"), "The runbook needs bash, curl, jq and sqlite3: tests/run installs them.");
        await using var mail = await MailServer.StartAsync([], Coach);
        using var folder = new DataFolder();
        var sections = Sections(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md"), Cancellation));

        var said = await RunAsync(mail, folder,
        [
            ("", "start; E1=$(engage one); E2=$(engage two)"),
            .. sections["A first look"],
            ("break", Break),
            ("stuck before", sections["A stuck engagement"][0].Commands),
            ("failed", sections["A poison engagement"][0].Commands),
            ("restart", sections["A stuck engagement"][1].Commands + "\nswept"),
            ("stuck after", sections["A stuck engagement"][0].Commands),
            ("failed after", sections["A poison engagement"][0].Commands),
            ("cancel", "ENGAGEMENT=$E2; " + sections["A poison engagement"][1].Commands),
            ("", "ENGAGEMENT=$E1"),
            ("mail server", sections["Mail does not leave"][0].Commands),
            ("mails", sections["Mail does not leave"][1].Commands),
            ("digests", sections["A morning's mail is missing"][0].Commands),
            ("bouncing", sections["A bounce storm"][0].Commands),
            ("", $"PERSON=$(person); ADDRESS=cora.new@coaches.example"),
            ("mended", sections["A bounce storm"][1].Commands),
            ("secret", sections["Changing a key"][0].Commands),
            ("hash", sections["Changing a key"][1].Commands + "\nprintf %s \"$NEW_KEY\""),
            ("backup", sections["Backup and restore"][0].Commands),
            ("", $"E3=$(engage three); ADDRESS={Corrected}; " + sections["A bounce storm"][1].Commands),
            ("restore", sections["Backup and restore"][1].Commands),
            ("corrected after", sections["Backup and restore"][2].Commands),
            ("after restore", sections["A first look"][1].Commands),
            ("retiring", sections["Retiring an orchestration version"][0].Commands),
            ("", "stop"),
        ]);

        Assert.Equal(sections.Values.Sum(blocks => blocks.Count), sections["A first look"].Count + 15);
        var (one, two) = (said["E1"], said["E2"]);
        Assert.Contains("\"status\": \"Healthy\"", said["A first look 1"], StringComparison.Ordinal);
        Assert.Contains(one, said["A first look 2"], StringComparison.Ordinal);
        Assert.Contains("program outcomes with their benchmarks", said["A first look 2"], StringComparison.Ordinal);
        Assert.Contains("engagementStarted", said["A first look 3"], StringComparison.Ordinal);

        Assert.Contains($"{one}|step 1|missing|", said["stuck before"], StringComparison.Ordinal);
        Assert.Contains($"{two}|step 1|3|", said["stuck before"], StringComparison.Ordinal);
        Assert.Equal($"{two}|Broken|by a test", said["failed"]);
        Assert.Equal(("", ""), (said["stuck after"], said["failed after"]));
        Assert.Contains("\"status\": \"cancelled\"", said["cancel"], StringComparison.Ordinal);

        Assert.Matches("^220 .*ESMTP$", said["mail server"]);
        Assert.Contains("\"mailRefused\": 1", said["mails"], StringComparison.Ordinal);
        Assert.Equal("", said["digests"]);
        Assert.Equal($"{one}\t{said["person"]}\tcoach\t{Coach}", said["bouncing"]);
        Assert.DoesNotContain("bouncing", said["mended"], StringComparison.Ordinal);
        Assert.True(Convert.FromBase64String(said["secret"]).Length == 32);
        Assert.Matches("^[0-9a-f]{64}\n[0-9a-f]{64}$", said["hash"]);
        Assert.Equal("ok", said["backup"]);
        Assert.Contains("\"status\": \"Healthy\"", said["restore"], StringComparison.Ordinal);
        Assert.Equal($"{one}|{said["person"]}|{Corrected}", said["corrected after"]);
        Assert.Contains(one, said["after restore"], StringComparison.Ordinal);
        Assert.DoesNotContain(said["E3"], said["after restore"], StringComparison.Ordinal);
        Assert.Equal("", said["retiring"]);
    }

    // What each named block printed; and what the functions of the prelude noted, by their names.
    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(
        MailServer mail, DataFolder folder, IReadOnlyList<(string Name, string Commands)> blocks)
    {
        var script = Prelude + string.Concat(blocks.Select((block, index) => $"exec > \"$OUT/{index}\"\n{block.Commands}\n"))
            + "exec > \"$OUT/notes\"\nprintf 'E1 %s\\nE2 %s\\nE3 %s\\nperson %s\\n' \"$E1\" \"$E2\" \"$E3\" \"$PERSON\"\n";
        var output = Directory.CreateDirectory(Path.Combine(folder.Path, "output")).FullName;
        var address = TourSettings.FreeAddress().ToString().TrimEnd('/');
        var start = new ProcessStartInfo("/bin/bash", ["-euo", "pipefail", "-c", script])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
            Environment =
            {
                ["BASE"] = address, ["DATA"] = Path.Combine(folder.Path, "data"), ["KEY"] = TourSettings.FirmKey, ["OUT"] = output,
                ["MAIL_HOST"] = "127.0.0.1", ["MAIL_PORT"] = mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["SSL_CERT_FILE"] = mail.Certificate,
                ["COMMAND"] = string.Join(' ', Command(mail, folder, new Uri(address)).Select(argument => $"'{argument}'")),
            },
        };
        using var bash = Process.Start(start)!;
        var errors = await bash.StandardError.ReadToEndAsync(Cancellation);
        await bash.WaitForExitAsync(Cancellation);
        var log = Path.Combine(folder.Path, "log");
        Assert.True(bash.ExitCode == 0, $"{errors}\n{(File.Exists(log) ? await File.ReadAllTextAsync(log, Cancellation) : "")}");

        var said = (await File.ReadAllLinesAsync(Path.Combine(output, "notes"), Cancellation)).Select(line => line.Split(' '))
            .ToDictionary(note => note[0], note => note[1]);
        foreach (var (index, (name, _)) in blocks.Index().Where(block => block.Item.Name.Length > 0))
            said[name] = (await File.ReadAllTextAsync(Path.Combine(output, $"{index}"), Cancellation)).Trim();
        return said;
    }

    private static IEnumerable<string> Command(MailServer mail, DataFolder folder, Uri address) =>
    [
        "dotnet", Path.Combine(AppContext.BaseDirectory, "CoachingWorkflow.Functions.dll"),
        .. TourSettings.Arguments(address, Path.Combine(folder.Path, "data"))
            .Where(argument => !argument.StartsWith("--Dev:", StringComparison.Ordinal))
            .Select(argument => argument == "--environment=Development" ? "--environment=Production" : argument),
        "--Links:Keys:0:Id=one", $"--Links:Keys:0:Secret={Convert.ToBase64String(new byte[32])}",
        "--Journal:Keys:0:Id=one", $"--Journal:Keys:0:Secret={Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)])}",
        .. mail.Settings, "--Mail:Smtp:TimeoutSeconds=60",
    ];

    // One orchestration is gone, the other has failed.
    private const string Break =
        """
        stop
        sqlite3 "$DATA/workflow.db" "
          DELETE FROM durable_instance WHERE id = '$E1';
          UPDATE durable_instance SET status = 3, failure = '{\"errorType\":\"Broken\",\"errorMessage\":\"by a test\"}' WHERE id = '$E2'"
        """;

    private const string Prelude =
        """
        STARTS=0
        start() {
          STARTS=$((STARTS + 1))
          eval "exec $COMMAND" >> log 2>&1 &
          echo $! > pid
          curl --silent --output /dev/null --retry 90 --retry-delay 1 --retry-connrefused --retry-all-errors --fail "$BASE/api/health/ready"
        }
        stop() { kill -TERM "$(cat pid)" 2> /dev/null && wait "$(cat pid)" || true; }
        swept() {
          for try in {1..3000}; do
            [ "$(grep -c Swept log)" -lt "$STARTS" ] || return 0
            curl --silent --output /dev/null "$BASE/api/health/ready"
          done
          return 1
        }
        trap stop EXIT
        engage() {
          curl --fail --silent --show-error "$BASE/api/engagements" \
            -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -H "Idempotency-Key: $1" -d '{
              "leader": {"name": "Lea Leader", "email": "lea.leader@client.example"},
              "coach": {"name": "Cora Coach", "email": "cora.coach@coaches.example"},
              "sponsors": [{"name": "Sam Sponsor", "email": "sam.sponsor@client.example"}],
              "months": 6, "timeZone": "Europe/Berlin"}' | jq -r .id
        }
        person() {
          curl --fail --silent -H "Authorization: Bearer $KEY" "$BASE/api/engagements/$ENGAGEMENT" \
            | jq -r '.people[] | select(.role == "coach") | .id'
        }

        """;

    private static Dictionary<string, IReadOnlyList<(string Name, string Commands)>> Sections(string runbook) =>
        Section().Matches(runbook).ToDictionary(
            section => section.Groups["title"].Value,
            section => (IReadOnlyList<(string, string)>)[.. Block().Matches(section.Groups["text"].Value).Index()
                .Select(block => ($"{section.Groups["title"].Value} {block.Index + 1}", block.Item.Groups["commands"].Value))]);

    private static bool IsInstalled(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));

    [GeneratedRegex(
        @"^## (?<title>.+)\n(?<text>(?:(?!^## ).*\n?)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Section();

    [GeneratedRegex(
        "^```bash\n(?<commands>(?:(?!^```).*\n)*)^```", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Block();
}
