namespace CoachingWorkflow.Pages;

/// <summary>Says which obligation a request's template is for.</summary>
/// <param name="obligation">What is owed.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class AsksForAttribute(ObligationKind obligation) : Attribute
{
    public ObligationKind Obligation { get; } = obligation;
}

/// <summary>The words of the request, and of the reminders, of one kind of obligation.</summary>
public abstract class RequestTemplate : MailTemplate<RequestMail>
{
    /// <summary>The subject of a request or a reminder: what to do, and by when.</summary>
    /// <param name="what">What is asked, from a capital letter on.</param>
    /// <param name="about">What stands behind the day.</param>
    protected string Subject(string what, string about = "") => Mail.IsReminder
        ? $"Reminder: {char.ToLowerInvariant(what[0])}{what[1..]}{Day}{about}"
        : $"{what}{Day}{about}";

    private string Day => Mail.IsLine ? "" : Mail.IsPast ? $" (due {Words.WithoutYear(Mail.Due)})" : $" by {Words.WithoutYear(Mail.Due)}";
}
