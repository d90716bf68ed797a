namespace CoachingWorkflow.Pages;

/// <summary>The fields of the forms in which a changed address is confirmed or not.</summary>
public static class AddressForm
{
    /// <summary>The value of <see cref="CoachFormFields.Form"/> on the page of the coach or the leader, and the name of its part.</summary>
    public const string Name = "address";

    /// <summary>Whose address it is: the person's id.</summary>
    public const string Person = "person";

    /// <summary>Which of the person's addresses was shown.</summary>
    public const string Number = "number";

    /// <summary>The choice: <see cref="Confirm"/> or <see cref="Deny"/>.</summary>
    public const string Answer = "answer";

    /// <summary>The new address is the person's.</summary>
    public const string Confirm = "confirm";

    /// <summary>It is not.</summary>
    public const string Deny = "deny";

    /// <summary>"on" when the box "I have looked at the address" is checked.</summary>
    public const string Read = "read";

    internal static IReadOnlyList<string> Fields { get; } = [Answer, Read];
}
