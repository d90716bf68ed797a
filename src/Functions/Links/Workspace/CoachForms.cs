using System.Globalization;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Workspace;

/// <summary>Makes the command for which one of the coach's forms stands; the same commands as the firms' calls.</summary>
/// <param name="form">What was typed.</param>
/// <param name="engagement">The engagement, brought up to date.</param>
/// <param name="firm">The firm that runs it.</param>
internal sealed class CoachForms(PostedForm form, Engagement engagement, Firm? firm)
{
    /// <summary>Checks a form; mistakes are noted in it.</summary>
    /// <param name="which">Which form.</param>
    /// <returns>What makes the command, to be used only if there were no mistakes.</returns>
    public CommandFactory Read(CoachForm which)
    {
        if (WorkspaceForm.HasCheckedBox(which) && !form.IsChecked(WorkspaceForm.Checked))
            form.Miss(WorkspaceForm.Checked, "Please check what is filled in, and tick this box.");

        return which switch
        {
            CoachForm.Context => Make(Context(), DefiningTheContextFunctions.CommandAsync),
            CoachForm.LeaderInterview => Make(LeaderInterview(), InterviewWithLeaderFunctions.CommandAsync),
            CoachForm.Raters => Make(Raters(), (raters, current, documents) => ThreeSixtyInterviewsFunctions.AddRatersCommandAsync(raters, current, documents, firm)),
            CoachForm.Response => Response(),
            CoachForm.CloseThreeSixty => Make(Close(), ThreeSixtyInterviewsFunctions.CloseCommandAsync),
            CoachForm.Design => Make(Design("$"), AssessmentAndDesignFunctions.CommandAsync),
            CoachForm.Session => Session(),
            CoachForm.MidMeeting => Meeting(ReviewKind.Mid),
            CoachForm.EndMeeting => Meeting(ReviewKind.End),
            CoachForm.MidReview => Make(MidReview(), ReviewFunctions.MidReviewCommandAsync),
            CoachForm.EndReview => Make(EndReview(), ReviewFunctions.EndReviewCommandAsync),
            _ => throw new ArgumentOutOfRangeException(nameof(which), which, message: null),
        };
    }

    private CommandFactory Make<TRequest>(RequestBody<TRequest> body, Func<TRequest, Engagement, DocumentDrafts, Task<Command>> make)
    {
        var request = form.Check(body);
        return (current, documents) => make(request, current, documents);
    }

    private ContextBody Context() => new() { HeldOn = form.Text(ContextForm.HeldOn, "$.heldOn"), Outcomes = Outcomes() };

    private LeaderInterviewBody LeaderInterview() => new()
    {
        HeldOn = form.Text(LeaderInterviewForm.HeldOn, "$.heldOn"),
        Commitments = form.Text(LeaderInterviewForm.Commitments, "$.commitments"),
        ImmediateConcerns = form.Text(LeaderInterviewForm.ImmediateConcerns, "$.immediateConcerns"),
        CommonBreakdowns = form.Text(LeaderInterviewForm.CommonBreakdowns, "$.commonBreakdowns"),
        Behaviors = form.Text(LeaderInterviewForm.Behaviors, "$.behaviors"),
        CommunicationStyle = form.Text(LeaderInterviewForm.CommunicationStyle, "$.communicationStyle"),
        FulfillingPromises = form.Text(LeaderInterviewForm.FulfillingPromises, "$.fulfillingPromises"),
    };

    private RatersBody Raters()
    {
        form.Show("$.raters", RatersForm.Name(1));
        return new RatersBody
        {
            Raters = Rows(RatersForm.Count, RatersForm.FieldsOf, (row, index) => new RaterObject
            {
                Name = form.Text(RatersForm.Name(row), $"$.raters[{index}].name"),
                Email = form.Text(RatersForm.Email(row), $"$.raters[{index}].email"),
                Relationship = form.Text(RatersForm.Relationship(row), $"$.raters[{index}].relationship"),
            }),
        };
    }

    private CommandFactory Response()
    {
        var rater = form.Text(ResponseForm.Rater, "$.rater") ?? "";
        var request = form.Check(new RaterResponseBody
        {
            Strengths = form.Text(RespondForm.Strengths, "$.strengths"),
            Growth = form.Text(RespondForm.Growth, "$.growth"),
            Ratings = Readings("$.ratings", RespondForm.Rating),
        });
        return (current, documents) => ThreeSixtyInterviewsFunctions.ResponseCommandAsync(rater, request, current, documents, AnswerSource.Coach);
    }

    private OptionalReasonBody Close() => new() { Reason = form.Text(CloseThreeSixtyForm.Reason, "$.reason") };

    private DesignBody Design(string path)
    {
        form.Show(path, DesignForm.Title(DesignForm.Themes, 1));
        return new DesignBody
        {
            Themes = Items(DesignForm.Themes, $"{path}.themes"),
            Practices = Items(DesignForm.Practices, $"{path}.practices"),
            Exercises = Items(DesignForm.Exercises, $"{path}.exercises"),
            Reading = Items(DesignForm.Reading, $"{path}.reading"),
        };
    }

    private CommandFactory Session()
    {
        var session = form.Text(SessionForm.Session, "$.session");
        var request = form.Check(new SessionBody
        {
            HeldOn = form.Text(SessionForm.HeldOn, "$.heldOn"),
            Minutes = form.Whole(SessionForm.Minutes, "$.minutes"),
            Mode = form.Text(SessionForm.Mode, "$.mode"),
            Notes = form.Text(SessionForm.Notes, "$.notes"),
            Summary = form.Text(SessionForm.Summary, "$.summary"),
            Readings = Readings("$.readings", ReadingRows.Reading),
        });
        return (current, documents) => IndividualCoachingMeetingsFunctions.CommandAsync(session, request, current, documents);
    }

    private CommandFactory Meeting(ReviewKind kind)
    {
        var action = form.Text(MeetingForm.Action, "$.action");
        if (action == MeetingForm.CallOff)
            return (_, _) => Task.FromResult<Command>(new CancelReviewMeeting(kind));
        if (action is null && engagement.Cycle.ReviewOf(kind).Meeting is not null)
            form.Miss(MeetingForm.Action, "Please choose what is to change.");

        form.Show("$.startsAt", MeetingForm.Day);
        var request = form.Check(new MeetingBody
        {
            StartsAt = StartsAt(),
            Minutes = form.Whole(MeetingForm.Minutes, "$.minutes"),
            Place = form.Text(MeetingForm.Place, "$.place"),
        });
        return (current, documents) => ReviewFunctions.MeetingCommandAsync(kind, request, current, documents);
    }

    // The coach types day and time as they stand on the coach's own clock.
    private string? StartsAt()
    {
        var day = form.Text(MeetingForm.Day, "$.startsAt");
        var time = form.Text(MeetingForm.Time, "$.time");
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            return day;
        if (!TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            // Noon stands in, so that the day is still checked and not blamed for the time.
            form.Miss(MeetingForm.Time, "Please give a time, for example 14:30.");
            at = new TimeOnly(12, 0);
        }

        return Zones.At(on, at, engagement.Coach.TimeZone).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
    }

    private MidReviewBody MidReview() => new()
    {
        HeldOn = form.Text(MidReviewForm.HeldOn, "$.heldOn"),
        Attended = Attended(),
        Readings = Readings("$.readings", ReadingRows.Reading),
        Corrections = form.IsChecked(MidReviewForm.Corrections) ? Design("$.corrections") : null,
    };

    private EndReviewBody EndReview()
    {
        var isRenewed = form.Text(EndReviewForm.Decision, "$.decision") == EndReviewForm.NewProgram;
        return new EndReviewBody
        {
            HeldOn = form.Text(EndReviewForm.HeldOn, "$.heldOn"),
            Attended = Attended(),
            Readings = Readings("$.readings", ReadingRows.Reading),
            Celebration = form.Text(EndReviewForm.Celebration, "$.celebration"),
            Decision = form.Text(EndReviewForm.Decision, "$.decision"),
            Outcomes = isRenewed ? Outcomes() : null,
            Months = isRenewed ? form.Whole(EndReviewForm.Months, "$.months") : null,
        };
    }

    private List<string> Attended()
    {
        form.Show("$.attended", AttendanceRows.Attended);
        return [.. engagement.People.Select(person => person.Id).Where(id => form.IsChecked(AttendanceRows.Person(id)))];
    }

    private List<OutcomeObject> Outcomes()
    {
        form.Show("$.outcomes", OutcomeRows.Title(1));
        return Rows(OutcomeRows.Count, OutcomeRows.FieldsOf, (row, index) => new OutcomeObject
        {
            Title = form.Text(OutcomeRows.Title(row), $"$.outcomes[{index}].title"),
            Benchmark = form.Text(OutcomeRows.Benchmark(row), $"$.outcomes[{index}].benchmark"),
            Baseline = form.Number(OutcomeRows.Baseline(row), $"$.outcomes[{index}].baseline"),
            Target = form.Number(OutcomeRows.Target(row), $"$.outcomes[{index}].target"),
            Unit = form.Text(OutcomeRows.Unit(row), $"$.outcomes[{index}].unit"),
        });
    }

    private List<ReadingObject> Readings(string path, Func<string, string> field)
    {
        var readings = new List<ReadingObject>();
        foreach (var outcome in engagement.Cycle.Context?.Items ?? [])
        {
            if (form.Number(field(outcome.Id), $"{path}[{readings.Count}].value") is { } value)
                readings.Add(new ReadingObject { OutcomeId = outcome.Id, Value = value });
        }

        return readings;
    }

    private List<DesignItemObject> Items(string part, string path) => Rows(
        DesignForm.Most,
        row => [DesignForm.Title(part, row), DesignForm.Description(part, row)],
        (row, index) => new DesignItemObject
        {
            Title = form.Text(DesignForm.Title(part, row), $"{path}[{index}].title"),
            Description = form.Text(DesignForm.Description(part, row), $"{path}[{index}].description"),
        });

    // Rows left empty do not count, wherever they stand.
    private List<TRow> Rows<TRow>(int count, Func<int, IReadOnlyList<string>> fields, Func<int, int, TRow> read)
    {
        var rows = new List<TRow>();
        for (var row = 1; row <= count; row++)
        {
            if (fields(row).Any(field => form.Text(field, field) is not null))
                rows.Add(read(row, rows.Count));
        }

        return rows;
    }
}
