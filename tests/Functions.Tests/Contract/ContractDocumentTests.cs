using System.Reflection;
using CoachingWorkflow.Functions.Contract;
using CoachingWorkflow.Functions.Http;

namespace CoachingWorkflow.Functions.Tests.Contract;

public sealed class ContractDocumentTests
{
    // These are no functions: the embedded host has them during development.
    private const string Development = "/dev/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_contract_is_valid_OpenAPI_and_its_examples_are_valid_by_their_schemas()
    {
        OpenApiLint.Require();

        Assert.Equal("", await OpenApiLint.FindAsync(ContractText.Yaml, Cancellation));
    }

    [Fact]
    public void The_contract_has_the_version_of_the_application() => Assert.Contains(
        $"\n  version: {typeof(ContractText).Assembly.GetName().Version!.ToString(3)}\n", ContractText.Yaml.ReplaceLineEndings("\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("operationId: startEngagement", "operationId: listEngagements", "operation-operationId-unique")]
    [InlineData("'#/components/schemas/EngagementPage'", "'#/components/schemas/Engagements'", "no-unresolved-refs")]
    [InlineData("{recorded: 1, ignored: 0, malformed: 0}", "{recorded: one, ignored: 0, malformed: 0}", "no-invalid-media-type-examples")]
    [InlineData("firm: demo", "company: demo", "no-invalid-schema-examples")]
    [InlineData("required: [reason]", "required: reason", "struct")]
    public async Task The_linter_finds_what_it_should(string right, string wrong, string rule)
    {
        OpenApiLint.Require();
        Assert.Contains(right, ContractText.Yaml, StringComparison.Ordinal);

        Assert.Contains(
            rule, await OpenApiLint.FindAsync(ContractText.Yaml.Replace(right, wrong, StringComparison.Ordinal), Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_call_of_the_application_is_in_the_contract_and_the_other_way_round()
    {
        var functions =
            from type in typeof(ContractFunctions).Assembly.GetTypes()
            from method in type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is { Methods.Length: > 0 }
            from verb in trigger.Methods!
            where verb != "head"
            select $"{verb.ToUpperInvariant()} /{trigger.Route}";
        var contract = ContractDocument.Served.Calls
            .Where(call => !call.Path.StartsWith(Development, StringComparison.Ordinal))
            .Select(call => $"{call.Method} {call.Path}");

        // The home page's function takes every method, to answer alike on every host.
        Assert.Equal(functions.Append("GET /").Order(StringComparer.Ordinal), contract.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_of_fact_and_mail_is_in_the_contract()
    {
        var kinds = typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact)))
            .Select(type => char.ToLowerInvariant(type.Name[0]) + type.Name[1..]);

        Assert.Equal(kinds.Order(StringComparer.Ordinal), ContractDocument.Served.Words("Fact", "kind").Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<MailKind>().Select(kind => Choices.Of(kind)), ContractDocument.Served.Words("MailKind"));
    }

    [Fact]
    public void Every_rule_that_stands_against_a_command_of_a_firm_is_a_type_in_the_contract()
    {
        Conflict[] firms =
        [
            new OutOfStep(Step.DefiningTheContext, ""), new EngagementOver(EngagementStatus.Cancelled),
            new TooFewAnswers([], 3, IsBossAsked: true, default),
            new ReviewNotOpen(ReviewKind.Mid, default), new ReviewHeldAlready(ReviewKind.Mid, Step.MidProgramReview),
        ];
        Type[] links =
        [
            typeof(StaleRevision), typeof(AlreadyDecided), typeof(FreshLinkTooSoon), typeof(LinkNotOpen), typeof(AccessCodeTooSoon),
            typeof(TooManyAccessCodes), typeof(RaterAnswered), typeof(AddressNotConfirmed), typeof(AddressObjectionStands),
            typeof(AddressChangedAgain),
            typeof(TooManyFreshLinks),
        ];
        Type[] amended = [typeof(ChangedElsewhere)];
        var all = typeof(Conflict).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Conflict)));
        Assert.Equal(
            all.Select(type => type.Name).Order(StringComparer.Ordinal),
            firms.Select(rule => rule.GetType()).Concat(links).Concat(amended).Select(type => type.Name).Order(StringComparer.Ordinal));

        Assert.Equal(
            firms.Select(rule => Problem.TypePrefix + rule.Code).Append(Problem.JournalFull.Type).Order(StringComparer.Ordinal),
            ContractDocument.Served.Words("ConflictProblem", "type").Order(StringComparer.Ordinal));
        Assert.Contains(Problem.TypePrefix + new ChangedElsewhere(Edition.None).Code, ContractText.Yaml, StringComparison.Ordinal);
    }
}
