using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;

namespace CoachingWorkflow.Pages;

/// <summary>Finds the template of what a mail tells: the component that is a <see cref="MailTemplate{TMail}"/> of it.</summary>
internal static class MailTemplates
{
    private static readonly FrozenDictionary<Type, Type> ByContent = (
        from template in typeof(MailTemplates).Assembly.GetTypes()
        where typeof(IComponent).IsAssignableFrom(template) && !template.IsAbstract
        let content = ContentOf(template)
        where content is not null && !typeof(RequestTemplate).IsAssignableFrom(template)
        select (template, content)).ToFrozenDictionary(pair => pair.content, pair => pair.template);

    private static readonly FrozenDictionary<ObligationKind, Type> ByObligation = (
        from template in typeof(MailTemplates).Assembly.GetTypes()
        from AsksForAttribute asks in template.GetCustomAttributes(typeof(AsksForAttribute), inherit: false)
        select (template, asks.Obligation)).ToFrozenDictionary(pair => pair.Obligation, pair => pair.template);

    /// <summary>The component that writes a mail.</summary>
    /// <param name="mail">What it tells.</param>
    public static Type Of(MailContent mail) => mail is RequestMail request ? ByObligation[request.Obligation] : ByContent[mail.GetType()];

    private static Type? ContentOf(Type? template) => template switch
    {
        null => null,
        { IsGenericType: true } when template.GetGenericTypeDefinition() == typeof(MailTemplate<>) => template.GetGenericArguments()[0],
        _ => ContentOf(template.BaseType),
    };
}
