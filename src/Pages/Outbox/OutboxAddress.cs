using System.Globalization;

namespace CoachingWorkflow.Pages;

/// <summary>Where the outbox shows what, and how it writes times.</summary>
internal static class OutboxAddress
{
    public const string All = "/dev/mail";

    public static string OfBox(string address) => $"{All}?to={Uri.EscapeDataString(address)}";

    public static string OfMail(string id) => $"{All}/{Uri.EscapeDataString(id)}";

    public static string OfHtml(string id) => OfMail(id) + "/html";

    public static string OfAttachment(string id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{OfMail(id)}/attachments/{number}");

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("ddd, d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
