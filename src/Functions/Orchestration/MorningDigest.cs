using System.Globalization;
using System.Text.Json.Serialization;
using CoachingWorkflow.Functions.Activities;
using CoachingWorkflow.Functions.Mail.Digests;

namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>
/// One mail with what one address at one firm is told on one working morning, across engagements; a second one with what came late. Each
/// generation does what the records say is to be done now, and starts anew.
/// </summary>
/// <remarks>
/// Changing the order or names of the calls below breaks running work: change them only with the recorded histories replayed.
/// </remarks>
internal static class MorningDigest
{
    // With four events for an activity, a history stays below 100.
    private const int ActivitiesAtOnce = 18;

    /// <summary>Runs one generation; its instance id names the digest.</summary>
    /// <param name="context">The durable context.</param>
    [Function(nameof(MorningDigest))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var digest = DigestStarter.DigestOf(context.InstanceId);
        var morning = DigestId.MorningOf(digest).UtcDateTime;
        if (context.CurrentUtcDateTime < morning)
            await context.CreateTimer(morning, CancellationToken.None);

        for (var left = ActivitiesAtOnce; left > 0;)
        {
            left--;
            var turn = await context.CallActivityAsync<DigestTurn>(nameof(Freeze), digest, CoachingEngagement.Persistently);
            if (turn.WaitUntil is { } at)
            {
                await context.CreateTimer(at, CancellationToken.None);
                break;
            }

            if (turn.List is not { } number)
                return;

            left--;
            var list = new DigestListId(digest, number);
            var goesOn = await context.CallActivityAsync<bool>(nameof(Send), list, CoachingEngagement.Persistently);
            for (; goesOn && left > 0; left--)
                goesOn = await context.CallActivityAsync<bool>(nameof(Confirm), list, CoachingEngagement.Persistently);
        }

        context.ContinueAsNew(newInput: null);
    }
}

/// <summary>What a digest has to do now; neither: nothing.</summary>
/// <param name="List">The number of the list to send and to confirm.</param>
/// <param name="WaitUntil">When to look again (UTC).</param>
internal sealed record DigestTurn(int? List, DateTime? WaitUntil);

/// <summary>Input of the activities that send and confirm a list.</summary>
/// <param name="Digest">The digest's id.</param>
/// <param name="List">The list's number.</param>
internal sealed record DigestListId(string Digest, int List)
{
    /// <summary>What the keys of all lists begin with.</summary>
    public const string All = "digest-lists/";

    /// <summary>The list of a key; null if it is none.</summary>
    public static DigestListId? Parse(string key) =>
        key.StartsWith(All, StringComparison.Ordinal) && key[All.Length..].Split('/') is [var digest, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var list)
            ? new DigestListId(digest, list) : null;

    /// <summary>What the list is stored under.</summary>
    [JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{All}{Digest}/{List}");
}
