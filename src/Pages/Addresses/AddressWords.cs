namespace CoachingWorkflow.Pages;

/// <summary>What happened to an address, in a sentence.</summary>
internal static class AddressWords
{
    public static string Of(AddressEventView happened)
    {
        var whose = $"the address of {happened.Name} ({RoleNames.Of(happened.Role)})";
        return happened.Kind switch
        {
            AddressEventKind.Changed => $"The firm changed {whose}.",
            AddressEventKind.Objected => $"The former address of {happened.Name} said that the new one is not theirs.",
            AddressEventKind.Refused =>
                $"{happened.Decider} decided that the new address of {happened.Name} is not theirs; the firm is asked to correct it.",
            _ => happened.By switch
            {
                AddressConfirmer.FormerAddress => $"{happened.Name} confirmed the new address from the former one.",
                AddressConfirmer.OtherEngagement => $"The new address of {happened.Name} was confirmed in another engagement.",
                _ => $"{happened.Decider} confirmed {whose}.",
            },
        };
    }
}
