using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>Inputs are named by JSON path, and whoever holds a link can send a path of any depth.</summary>
public sealed class DeepNamesTests
{
    [Theory]
    [InlineData("ratings[0]")]
    [InlineData("strengths")]
    [InlineData("other")]
    public async Task A_name_as_deep_as_a_form_may_be_long_is_answered_and_the_process_lives(string start)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss");
        var link = await engagement.LinkAsync("respond", Bodies.Email("Rater boss 1"));

        var deep = await app.Links.PostAsync(link, [.. LinkClient.Answer, (start + string.Concat(Enumerable.Repeat(".a", 500_000)), "x")]);

        deep.Is(HttpStatusCode.OK);
        (await app.Links.PostAsync(link, LinkClient.Answer)).Is(HttpStatusCode.OK);
    }
}
