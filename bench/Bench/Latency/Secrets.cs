using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Bench.Reporting;
using CoachingWorkflow.Domain;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Links;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Bench.Latency;

/// <summary>
/// Whether the time that it takes to check a secret tells how much of it was right: secrets that are right, wrong from the first
/// character on, and
/// wrong in the last alone, in turns, as ratios of medians.
/// </summary>
internal static class Secrets
{
    private const int Rounds = 4_000;
    private const int ChecksInRound = 20;
    private static readonly Budget MostTelling = Budget.Below(5);

    public static Task RunAsync(Report report)
    {
        Links(report);
        FirmKeys(report);
        return Task.CompletedTask;
    }

    private static void Links(Report report)
    {
        var options = new LinkOptions();
        options.Keys.Add(new SigningKey { Id = "bench", Secret = Convert.ToBase64String(new byte[32]) });
        var tokens = new LinkTokens(Options.Create(options));
        var right = tokens.Create(LinkPurpose.Decide, NameBasedId.Of("bench", "engagement"), NameBasedId.Of("bench", "link"));

        // The signature begins with character 54.
        Add(report, "a link's token", token => tokens.TryRead(token, out _), right, Altered(right, 54), Altered(right, right.Length - 1));
    }

    private static void FirmKeys(Report report)
    {
        const string Key = "key-of-the-bench-0123456789";
        var firms = new FirmDirectory([new Firm
        {
            Id = "bench", Name = "Bench", Email = "bench@example.org", TimeZone = "Etc/UTC",
            KeySha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
        }]);
        const string Scheme = "Bearer ";
        const string Right = Scheme + Key;
        Add(
            report, "a firm's key", key => firms.Authenticate(key) is not null, Right, Altered(Right, Scheme.Length),
            Altered(Right, Right.Length - 1));
    }

    private static void Add(Report report, string what, Func<string, bool> check, string right, string wrongAtOnce, string wrongAtLast)
    {
        if (!check(right) || check(wrongAtOnce) || check(wrongAtLast))
        {
            throw new InvalidOperationException($"The secrets of {what} are not what they are taken for.");
        }

        string[] secrets = [right, wrongAtOnce, wrongAtLast];
        var times = secrets.Select(_ => new List<double>(Rounds)).ToArray();
        for (var round = -Rounds / 4; round < Rounds; round++)
        {
            for (var turn = 0; turn < secrets.Length; turn++)
            {
                var secret = secrets[(turn + round + Rounds) % secrets.Length];
                var start = Stopwatch.GetTimestamp();
                for (var number = 0; number < ChecksInRound; number++)
                {
                    check(secret);
                }

                if (round >= 0)
                {
                    times[(turn + round + Rounds) % secrets.Length].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / ChecksInRound);
                }
            }
        }

        var medians = times.Select(values => values.Order().ElementAt(values.Count / 2)).ToArray();
        report.Add($"{what}, right, median", medians[0], "µs");
        report.Add("  wrong in its first character : right, away from 1", Distance(medians[1], medians[0]), "%", MostTelling);
        report.Add("  wrong in its last : in its first character, away from 1", Distance(medians[2], medians[1]), "%", MostTelling);
    }

    private static double Distance(double one, double other) => 100 * Math.Abs((one / other) - 1);

    private static string Altered(string secret, int position) =>
        $"{secret[..position]}{(secret[position] == 'A' ? 'B' : 'A')}{secret[(position + 1)..]}";
}
