namespace CoachingWorkflow.Architecture.Tests;

public sealed class DependencyTests
{
    private const string Domain = "CoachingWorkflow.Domain";
    private const string Views = "CoachingWorkflow.Views";
    private const string Pages = "CoachingWorkflow.Pages";
    private const string Functions = "CoachingWorkflow.Functions";
    private const string EmbeddedHost = "EmbeddedHost";

    [Fact]
    public void The_domain_knows_nobody_and_no_package()
    {
        using var references = References.Of(Domain);

        Assert.All(references.Assemblies, assembly => Assert.StartsWith("System.", assembly));
    }

    [Fact]
    public void The_domain_does_no_input_or_output()
    {
        using var references = References.Of(Domain);

        string[] forbidden = ["System.IO.", "System.Net.", "System.Threading.Tasks.", "Microsoft."];
        Assert.DoesNotContain(references.Types, type => forbidden.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_embedded_host_knows_neither_the_domain_nor_coaching()
    {
        using var references = References.Of(EmbeddedHost);

        Assert.DoesNotContain(references.Assemblies, assembly => assembly.StartsWith("CoachingWorkflow", StringComparison.Ordinal));
        string[] words = ["coach", "sponsor", "engagement"];
        var sources = Repository.Files("src/EmbeddedHost", "*.cs");
        Assert.NotEmpty(sources);
        Assert.DoesNotContain(
            sources, path => words.Any(word => File.ReadAllText(path).Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Views_know_the_domain_alone()
    {
        using var references = References.Of(Views);

        Assert.Contains(Domain, references.Assemblies);
        Assert.All(references.Assemblies.Where(assembly => assembly != Domain), assembly => Assert.StartsWith("System.", assembly));
    }

    [Fact]
    public void Pages_know_views_and_the_domains_words_and_not_its_state_facts_and_commands()
    {
        using var references = References.Of(Pages);

        Assert.Superset(new HashSet<string> { Domain, Views }, references.Assemblies.ToHashSet());
        Assert.DoesNotContain(references.Assemblies, assembly => assembly is Functions or EmbeddedHost);
        string[] forbidden = [
            "Engagement", "Cycle", "Fact", "Command", "JournalEntry", "MailLedger", "LeaderInterviewTexts", "RaterResponseTexts",
            "SessionTexts"];
        Assert.DoesNotContain(references.Types, type => forbidden.Contains(type.Replace(Domain + ".", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Functions_know_them_all()
    {
        using var references = References.Of(Functions);

        Assert.Superset(new HashSet<string> { Domain, Views, Pages, EmbeddedHost }, references.Assemblies.ToHashSet());
    }
}
