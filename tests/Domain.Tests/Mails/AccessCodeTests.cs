namespace CoachingWorkflow.Domain.Tests;

public sealed class AccessCodeTests
{
    private readonly Scenario _scenario = Scenario.Started();
    private readonly RequestAccessCode _request;

    public AccessCodeTests()
    {
        new PostOffice(_scenario).DeliverNow();
        _request = new RequestAccessCode(_scenario.Engagement.Mails.Links.Values.First(link => link.Purpose == LinkPurpose.Workspace).Id);
    }

    [Fact]
    public void After_ten_codes_in_a_day_none_of_which_was_entered_rightly_the_next_has_to_wait()
    {
        var first = _scenario.Now.AddMinutes(2);
        Ask(10);

        Assert.Equal(10, _scenario.After(TimeSpan.FromMinutes(2)).Refuses<TooManyAccessCodes>(_request).Most);
        _scenario.After(first.AddDays(1) - _scenario.Now - TimeSpan.FromSeconds(1)).Refuses<TooManyAccessCodes>(_request);
        _scenario.After(TimeSpan.FromSeconds(1)).Do(_request);
        Assert.Equal(11, _scenario.Engagement.Coach.Code!.Number);
        Ask(9);
        _scenario.After(TimeSpan.FromMinutes(2)).Refuses<TooManyAccessCodes>(_request);
    }

    [Fact]
    public void A_code_that_was_entered_rightly_begins_the_count_anew()
    {
        Ask(10);
        _scenario.Do(new EnterAccessCode(_request.Link, _ => true));

        Ask(10);

        _scenario.After(TimeSpan.FromMinutes(2)).Refuses<TooManyAccessCodes>(_request);
    }

    [Fact]
    public void After_thirty_codes_none_of_which_was_entered_rightly_one_goes_a_week()
    {
        for (var day = 0; day < 3; day++)
        {
            Ask(10);
            _scenario.AfterDays(1);
        }

        Assert.Equal((30, 6), Refused());
        _scenario.AfterDays(6).Do(_request);
        _scenario.AfterDays(6);
        Assert.Equal((31, 1), Refused());
        _scenario.AfterDays(1).Do(_request);

        _scenario.Do(new EnterAccessCode(_request.Link, _ => true));
        Ask(10);

        (int, int) Refused()
        {
            var refusal = _scenario.Refuses<TooManyAccessCodes>(_request);
            return (refusal.Most, refusal.Days);
        }
    }

    private void Ask(int times)
    {
        for (var time = 0; time < times; time++)
            _scenario.After(TimeSpan.FromMinutes(2)).Do(_request);
    }
}
