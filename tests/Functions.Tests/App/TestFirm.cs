using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>A firm that the test application is configured with, and the key that only the firm knows.</summary>
internal sealed record TestFirm(int Index, string Id, string Name, string Email, string Key)
{
    public static TestFirm North { get; } = new(0, "north", "North Coaching", "office@north.example", "key-of-north");

    public static TestFirm South { get; } = new(1, "south", "South Coaching", "office@south.example", "key-of-south");

    public IEnumerable<string> Settings =>
    [
        Setting("Id", Id), Setting("Name", Name), Setting("Email", Email), Setting("TimeZone", "Europe/Berlin"),
        Setting("KeySha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))),
    ];

    private string Setting(string name, string value) => string.Create(CultureInfo.InvariantCulture, $"--Firms:{Index}:{name}={value}");
}
