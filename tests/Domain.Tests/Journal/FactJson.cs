using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>JSON as the journal stores it.</summary>
internal static class FactJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static string Write(Fact fact) => JsonSerializer.Serialize(fact, Options);

    public static Fact Read(string json) => JsonSerializer.Deserialize<Fact>(json, Options)!;

    /// <summary>Everything that is visible of an engagement, for comparison.</summary>
    public static string Show(Engagement engagement) => JsonSerializer.Serialize(
        new
        {
            engagement.Id,
            engagement.Status,
            engagement.EndedAt,
            engagement.Length,
            engagement.People,
            engagement.Policy,
            engagement.TimeZone,
            engagement.FirmTimeZone,
            engagement.Cycles,
            engagement.Mails.Notices,
            engagement.Mails.Pending,
            Links = engagement.Mails.Links.Values.OrderBy(link => link.Id, StringComparer.Ordinal),
            Commands = engagement.Commands.Select(command => (command.Key, command.Value.Number, command.Value.Fingerprint))
                .OrderBy(command => command.Key, StringComparer.Ordinal),
        },
        Options);
}
