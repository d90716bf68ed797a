using System.Collections;
using System.Reflection;
using CoachingWorkflow.Domain;

namespace CoachingWorkflow.Architecture.Tests;

public sealed class FactTests
{
    // Every text in a fact is an id, a hash, a time zone or a key made of these: whoever adds one says so here.
    private static readonly HashSet<string> Impersonal =
    [
        "EngagementStarted.Engagement", "EngagementStarted.Firm", "EngagementStarted.FirmTimeZone", "EngagementStarted.TimeZone",
        "Participant.Id", "Participant.TimeZone", "DocumentRef.Id", "DocumentRef.Hash", "PersonChanged.Person", "PersonChanged.TimeZone",
        "Outcome.Id", "Reading.Outcome", "RaterAdded.Rater", "RaterAdded.TimeZone", "RaterResponded.Rater", "RaterResponse.Link",
        "DesignCommitted.ContentHash", "DesignCommitted.Person", "DesignCommitted.Link", "RevisionRequested.Person",
        "RevisionRequested.Link",
        "Session.Id", "ReviewRecord.Attended", "MailDecided.Mail", "MailDecided.About", "MailDecided.Recipient", "Link.Id",
        "Link.Recipient",
        "Link.Obligation", "MailSent.Mail", "MailDeferred.Mail", "MailRefused.Mail", "MailRefused.Recipient", "MailReturned.Mail",
        "MailReturned.Recipient",
        "MailDelivered.Mail", "MailDelivered.Recipient", "MailDropped.Mail", "FreshLinkRequested.Person", "LinkEnded.Link",
        "AccessCodeRequested.Person",
        "AccessCodeMissed.Person", "AccessGranted.Person", "AddressConfirmed.Person", "AddressObjected.Person", "AddressRefused.Person",

        // A digest's is a morning and a hash.
        "DigestSlot.Id",
    ];

    [Fact]
    public void Facts_hold_ids_dates_numbers_and_choices_and_no_text_that_somebody_wrote()
    {
        var texts = new HashSet<string>();
        foreach (var fact in typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact))))
            Collect(fact, texts, []);

        Assert.Equal(Impersonal.Order(), texts.Order());
    }

    private static void Collect(Type type, HashSet<string> texts, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return;

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = ElementOf(property.PropertyType);
            if (value == typeof(string))
                texts.Add($"{type.Name}.{property.Name}");
            else if (value.Assembly == typeof(Fact).Assembly && value.IsClass)
                Collect(value, texts, seen);
        }
    }

    private static Type ElementOf(Type type) =>
        type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType ? type.GetGenericArguments()[0] : type;
}
