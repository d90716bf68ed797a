using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>What is told of a changed address: to the former one, to the new one, to who decides on it, and to the firm.</summary>
internal static class AddressLetters
{
    /// <summary>To the former address.</summary>
    public static MailView Changed(MailContext context)
    {
        var person = context.Recipient!;
        var decider = context.Documents.NameOf(AddressRules.DeciderOn(context.Engagement, person));
        return context.Letter(
            $"Is it right? Your address for {context.TheProgram} was changed",
            [
                $"{context.Firm.Name} has put another address in the place of this one. From now on, what is mailed to you about "
                    + $"{context.TheProgram} goes there. Please look whether it is yours, behind the link below.",
                $"If it is right, say so: what you may read is shown there. If it is not, say so too: nothing is shown there, nothing "
                    + $"can be decided there in your name, and {decider} and {context.Firm.Name} are told.",
                $"If you do nothing, {decider} is asked. Links in earlier mails to this address no longer work.",
            ],
            "Look at the new address");
    }

    /// <summary>To who decides on it.</summary>
    public static MailView ToConfirm(MailContext context)
    {
        var person = MailsOwed.AddressSubject(context.Engagement, context.Mail)!;
        var name = context.Documents.NameOf(person);
        var role = RoleNames.Of(person.Role);
        ImmutableArray<string> what = person switch
        {
            { IsConfirmed: false } =>
            [
                $"{context.Firm.Name} has changed the address of {name} ({role}). Please ask {name}, by telephone or in person, whether "
                    + $"it is right, and say so behind the link below.",
                $"Until you or {name} have confirmed it, the new address is shown nothing "
                    + $"confidential{(person.Role == Role.Coach ? "" : ", and no decision is taken from it")}.",
            ],
            _ =>
            [
                $"{context.Firm.Name} has changed the address of {name} ({role}). You need to do nothing if that is right; if you did "
                    + $"not expect it, please ask {name}, by telephone or in person.",
            ],
        };
        return context.Letter(
            person.IsConfirmed ? $"The address of {name} was changed" : $"Please confirm: the address of {name} was changed", what,
            person.IsConfirmed ? null : "Look at the change");
    }

    /// <summary>To the new address.</summary>
    public static MailView New(MailContext context)
    {
        var person = context.Recipient!;
        var decider = context.Documents.NameOf(AddressRules.DeciderOn(context.Engagement, person));
        ImmutableArray<string> what = person.Address switch
        {
            AddressState.Confirmed =>
            [
                $"This is your address for {context.TheProgram} now. Your page is behind the link below.",
                "If something was asked of you by a mail to this address, its link works too.",
            ],
            _ =>
            [
                $"{context.Firm.Name} has put this address on record for you, for {context.TheProgram}. Your page is behind the "
                    + $"link below.",
                $"It shows nothing confidential until the address is confirmed: "
                    + $"{(person.Former is { IsAsked: true } ? $"by you, through the link that was mailed to your former address, or by {decider}" : $"by {decider}, whom we have asked")}. As soon as it is, you get a mail.",
            ],
        };
        return context.Letter(
            person.IsConfirmed
                ? $"Your address for {context.TheProgram} is confirmed" : $"Your new address for {context.TheProgram}", what);
    }

    /// <summary>To the firm, and to who decides on it.</summary>
    public static MailView Disputed(MailContext context)
    {
        var person = MailsOwed.AddressSubject(context.Engagement, context.Mail)!;
        var name = context.Documents.NameOf(person);
        var decider = context.Documents.NameOf(AddressRules.DeciderOn(context.Engagement, person));
        var isRefused = context.Mail.About.StartsWith("refused/", StringComparison.Ordinal);
        var what = isRefused
            ? $"{decider} says that the new address of {name} ({RoleNames.Of(person.Role)}) is not right."
            : $"Whoever reads mail at the former address of {name} ({RoleNames.Of(person.Role)}) says that the new one is not right.";
        var next = (context.Recipient, isRefused) switch
        {
            (null, true) => "Please correct the address in the engagement.",
            (null, false) =>
                $"Please ask {name}, by telephone or in person, and correct the address in the engagement. If it is right after all, "
                + $"{decider} can confirm it after {Words.Days(context.Engagement.Policy.AddressObjectionDays)}.",
            _ =>
                $"Please ask {name}, by telephone or in person. If the address is right after all, you can confirm it after "
                + $"{Words.Days(context.Engagement.Policy.AddressObjectionDays)}, behind the link below; if it is not, you can say so "
                + $"at once.",
        };
        return context.Letter(
            $"The new address of {name} is said to be wrong",
            [what, "Nothing confidential is shown to it, and nothing can be done there in that name.", next]);
    }
}
