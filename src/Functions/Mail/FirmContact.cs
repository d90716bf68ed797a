namespace CoachingWorkflow.Functions.Mail;

/// <summary>The firm in whose name mails go.</summary>
/// <param name="Name">As recipients know it.</param>
/// <param name="Email">Its address: replies go there, and so do the mails to the firm.</param>
internal sealed record FirmContact(string Name, string Email);
