using System.Runtime.CompilerServices;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Tests.Mail;

public sealed class MailTemplateTests
{
    [Fact]
    public void Every_kind_of_mail_has_a_rule() =>
        Assert.All(Enum.GetValues<MailKind>(), kind => Assert.Equal(kind, MailRules.Of(kind).Kind));

    [Fact]
    public void Whatever_a_mail_tells_has_a_template_of_its_own()
    {
        var contents = typeof(MailContent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(MailContent)) && type != typeof(RequestMail))
            .Select(type => (MailContent)RuntimeHelpers.GetUninitializedObject(type));
        Assert.Distinct(contents.Select(MailTemplates.Of));
    }

    [Fact]
    public void Whatever_is_owed_has_a_template_that_asks_for_it()
    {
        var request = (RequestMail)RuntimeHelpers.GetUninitializedObject(typeof(RequestMail));
        Assert.All(Enum.GetValues<ObligationKind>(), kind =>
            Assert.True(typeof(RequestTemplate).IsAssignableFrom(MailTemplates.Of(request with { Obligation = kind }))));
    }
}
