using System.Text.RegularExpressions;

namespace CoachingWorkflow.Architecture.Tests;

public sealed partial class SourceTests
{
    [Fact]
    public void Only_the_program_and_the_hosts_know_the_embedded_host_and_nothing_is_compiled_by_condition()
    {
        var shared = Repository.Files("src/Functions", "*.cs")
            .Where(path => !path.EndsWith("/Program.cs", StringComparison.Ordinal)
                && !path.Contains("/Hosts/", StringComparison.Ordinal)
                && !path.Contains("/Mail/AzureCommunication/Sdk/", StringComparison.Ordinal))
            .ToList();

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

    [GeneratedRegex(@"\b(EmbeddedHost\.|Azure\.Communication)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HostNamespace();
}
