using System.Text.RegularExpressions;

namespace CoachingWorkflow.Architecture.Tests;

public sealed partial class SourceTests
{
    [Fact]
    public void No_source_file_of_the_function_app_says_which_host_it_runs_on()
    {
        var shared = Repository.Files("src/Functions", "*.cs")
            .Where(path => !path.Contains("/Hosts/", StringComparison.Ordinal) && !path.Contains("/Mail/AzureCommunication/Sdk/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(shared);
        Assert.All(shared, path =>
        {
            var text = File.ReadAllText(path);
            Assert.DoesNotMatch(ConditionalCompilation(), text);
            Assert.DoesNotMatch(HostNamespace(), text);
        });
    }

    [Theory]
    [InlineData("Defining the context", "DefiningTheContext")]
    [InlineData("Interview with leader", "InterviewWithLeader")]
    [InlineData("360-degree interviews", "ThreeSixtyInterviews")]
    [InlineData("Assessment and design", "AssessmentAndDesign")]
    [InlineData("Leader and sponsor review", "LeaderAndSponsorReview")]
    [InlineData("Individual coaching meetings", "IndividualCoachingMeetings")]
    [InlineData("Mid-program review", "MidProgramReview")]
    [InlineData("End-of-program review", "EndOfProgramReview")]
    public void Each_of_the_eight_steps_is_found_in_the_code_by_its_name(string name, string type)
    {
        var step = Enum.Parse<Domain.Step>(type);

        Assert.Equal(name, Domain.StepNames.Of(step));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src/Domain/Steps", type + ".cs")));
    }

    [GeneratedRegex(@"^\s*#if\b", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"\b(EmbeddedHost\.|Microsoft\.Azure\.Functions|Microsoft\.DurableTask|Azure\.Communication)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HostNamespace();
}
