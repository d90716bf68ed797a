using System.Text.Json;
using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Records;

namespace CoachingWorkflow.Functions.Tests.Access;

/// <summary>The limits of codes at one address, as the clock goes on.</summary>
public sealed class AccessRecordTests
{
    private static readonly Policy Policy = Policy.Default;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(2);

    private AccessRecord _record = AccessRecord.Empty;
    private DateTimeOffset _now = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_ten_codes_in_a_day_none_of_which_was_entered_rightly_the_next_has_to_wait()
    {
        var first = _now + Between;
        Ask(10);

        Assert.Equal(10, Refused<TooManyAccessCodes>(Between).Most);
        Refused<TooManyAccessCodes>(first.AddDays(1) - _now - TimeSpan.FromSeconds(1));
        Ask(1, TimeSpan.FromSeconds(1));
        Assert.Equal(11, _record.LastCode);
        Ask(9);
        Refused<TooManyAccessCodes>(Between);
    }

    [Fact]
    public void A_code_that_was_entered_rightly_begins_the_count_anew()
    {
        Ask(10);
        Enter(10);

        Ask(10);

        Refused<TooManyAccessCodes>(Between);
    }

    [Fact]
    public void After_thirty_codes_none_of_which_was_entered_rightly_one_goes_a_week()
    {
        for (var day = 0; day < 3; day++)
        {
            Ask(10);
            _now = _now.AddDays(1);
        }

        Assert.Equal((30, 6), (Refused<TooManyAccessCodes>(TimeSpan.Zero).Most, Refused<TooManyAccessCodes>(TimeSpan.Zero).Days));
        Ask(1, TimeSpan.FromDays(6));
        Assert.Equal(1, Refused<TooManyAccessCodes>(TimeSpan.FromDays(6)).Days);
        Ask(1, TimeSpan.FromDays(1));
        Enter(_record.LastCode);
        Ask(10);
    }

    [Fact]
    public void Whoever_shows_to_read_the_mailbox_is_never_locked_out_by_others_and_has_limits_of_their_own()
    {
        Ask(10);
        Refused<TooManyAccessCodes>(Between);
        Refused<AccessCodeTooSoon>(TimeSpan.Zero, "link-1", after: () => Ask(1, TimeSpan.Zero, "link-1"));

        Ask(9, Between, "link-1");
        Refused<TooManyAccessCodes>(Between, "link-1");
        Ask(10, Between, "device-1");
        Refused<TooManyAccessCodes>(Between, "device-1");
    }

    [Fact]
    public void A_code_that_somebody_else_asked_for_or_missed_leaves_the_others_as_they_are()
    {
        Ask(1, Between, "link-1");
        Ask(1, TimeSpan.Zero);
        for (var miss = 0; miss < 9; miss++)
            Enter(2, isRight: false);

        Assert.False(_record.IsOpen(2, Policy, _now));
        Assert.True(Enter(1));
        Assert.False(Enter(1));
    }

    [Fact]
    public void The_fifth_miss_closes_a_code_and_time_does()
    {
        Ask(1);
        for (var miss = 0; miss < 4; miss++)
            Assert.False(Enter(1, isRight: false));
        Assert.True(_record.IsOpen(1, Policy, _now));
        Assert.False(Enter(1, isRight: false));
        Assert.False(Enter(1));

        Ask(1);
        Assert.True(_record.IsOpen(2, Policy, _now.AddMinutes(10).AddTicks(-1)));
        _now = _now.AddMinutes(10);
        Assert.False(Enter(2));
        Assert.False(_record.IsReached);
    }

    [Fact]
    public void It_stays_small_and_is_read_as_it_was_written()
    {
        for (var asked = 0; asked < 400; asked++)
            Ask(1, TimeSpan.FromHours(12), $"link-{asked}");

        var written = JsonSerializer.SerializeToUtf8Bytes(_record, RecordJson.Default.AccessRecord);

        Assert.InRange(written.Length, 1, 4_000);
        var read = JsonSerializer.Deserialize(written, RecordJson.Default.AccessRecord)!;
        Assert.Equal(written, JsonSerializer.SerializeToUtf8Bytes(read, RecordJson.Default.AccessRecord));
        Assert.Equal(_record.LastCode, read.LastCode);
    }

    private void Ask(int times, TimeSpan? pause = null, string? proof = null)
    {
        for (var time = 0; time < times; time++)
        {
            _now += pause ?? Between;
            (_record, var refusal) = _record.Request(proof, Policy, _now);
            Assert.Null(refusal);
        }
    }

    private bool Enter(int number, bool isRight = true)
    {
        (_record, var isGranted) = _record.Enter(number, isRight, Policy, _now);
        return isGranted;
    }

    private T Refused<T>(TimeSpan pause, string? proof = null, Action? after = null)
        where T : Refusal
    {
        after?.Invoke();
        _now += pause;
        var (same, refusal) = _record.Request(proof, Policy, _now);
        Assert.Same(_record, same);
        return Assert.IsType<T>(refusal);
    }
}
