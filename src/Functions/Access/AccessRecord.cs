using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Access;

/// <summary>A mailed code that can still be entered, on the device that asked for it.</summary>
/// <param name="Number">Counts the codes of an address, from 1.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Misses">How often a wrong code was entered in its place.</param>
internal sealed record OpenCode(int Number, DateTimeOffset At, int Misses = 0);

/// <summary>
/// How somebody's own pages at a firm are opened, at one address: the mailed codes, their limits, and which devices are known. It is in no
/// journal: a code opens the pages of all engagements of the firm in which the address is the person's.
/// </summary>
internal sealed record AccessRecord
{
    /// <summary>Nobody has asked for anything.</summary>
    public static AccessRecord Empty { get; } = new();

    /// <summary>Devices of this generation are known; all earlier ones were forgotten.</summary>
    public int Generation { get; init; }

    /// <summary>Whether a code was ever entered: mail to this address is read by whoever opens the pages.</summary>
    public bool IsReached { get; init; }

    /// <summary>The number of the code that was asked for last.</summary>
    public int LastCode { get; init; }

    /// <summary>The codes that can still be entered.</summary>
    public ImmutableList<OpenCode> Codes { get; init; } = [];

    /// <summary>What was asked for by whoever may hold no more than a link; null when nobody has.</summary>
    public Asked? ByAnybody { get; init; }

    /// <summary>
    /// What was asked for by whoever has shown to read the mailbox, by what showed it: nobody else can use up this share.
    /// </summary>
    public ImmutableDictionary<string, Asked> ByProof { get; init; } = ImmutableDictionary<string, Asked>.Empty;

    /// <summary>One more code.</summary>
    /// <param name="proof">What shows that whoever asks reads the mailbox; null when nothing does.</param>
    /// <param name="policy">The limits.</param>
    public (AccessRecord After, Refusal? Refusal) Request(string? proof, Policy policy, DateTimeOffset now)
    {
        var asked = proof is null ? ByAnybody : ByProof.GetValueOrDefault(proof);
        if (asked?.At.AddMinutes(policy.AccessCodeEveryMinutes) > now)
            return (this, new AccessCodeTooSoon(policy.AccessCodeEveryMinutes));
        if (asked?.LimitReached(policy, policy.AccessCodesADay, now) is var (most, days))
            return (this, new TooManyAccessCodes(most, days));

        var again = Asked.Again(asked, now);
        var after = this with { LastCode = LastCode + 1, Codes = Open(policy, now).Add(new OpenCode(LastCode + 1, now)) };
        return (proof is null
            ? after with { ByAnybody = again }
            : after with { ByProof = Recent(policy, now).SetItem(proof, again) }, null);
    }

    /// <summary>A code is entered in the place of one that is open.</summary>
    /// <param name="number">The number of the code that was asked for on the device.</param>
    /// <param name="isRight">Whether it is that code.</param>
    /// <returns>The record afterwards, and whether the device may be known from now on.</returns>
    public (AccessRecord After, bool IsGranted) Enter(int number, bool isRight, Policy policy, DateTimeOffset now)
    {
        var open = Open(policy, now);
        if (open.Find(code => code.Number == number) is not { } entered)
            return (this, false);
        if (isRight)
            return (this with { Codes = open.Remove(entered), IsReached = true, ByAnybody = null, ByProof = ByProof.Clear() }, true);

        var missed = entered with { Misses = entered.Misses + 1 };
        var left = missed.Misses < policy.AccessCodeMisses ? open.Replace(entered, missed) : open.Remove(entered);
        return (this with { Codes = left }, false);
    }

    /// <summary>Whether the code of a number can be entered.</summary>
    public bool IsOpen(int number, Policy policy, DateTimeOffset now) => Open(policy, now).Exists(code => code.Number == number);

    /// <summary>The code of a number was not mailed after all.</summary>
    public AccessRecord Withdraw(int number) => this with { Codes = Codes.RemoveAll(code => code.Number == number) };

    /// <summary>All devices are forgotten.</summary>
    public AccessRecord ForgetAllDevices() => this with { Generation = Generation + 1 };

    private ImmutableList<OpenCode> Open(Policy policy, DateTimeOffset now) =>
        Codes.RemoveAll(code => code.At.AddMinutes(policy.AccessCodeMinutes) <= now);

    // What was asked for so long ago that it limits nothing is left out, so that a record stays small.
    private ImmutableDictionary<string, Asked> Recent(Policy policy, DateTimeOffset now) => ByProof.RemoveRange(
        from asked in ByProof where asked.Value.At.AddDays(policy.RequestsEveryDays) <= now select asked.Key);
}
