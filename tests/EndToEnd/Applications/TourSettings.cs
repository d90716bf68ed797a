using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace CoachingWorkflow.EndToEnd.Applications;

/// <summary>The configuration with which the tours run the application: Development, one firm, a frozen clock.</summary>
public static class TourSettings
{
    public const string FirmKey = "key-of-the-tour";

    public const string FirmEmail = "office@tour-coaching.example";

    public const string FirmTimeZone = "America/Chicago";

    public const string ClockStart = "2027-01-04T08:00:00Z";

    /// <summary>An address of this machine on which nobody listens.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).Uri;
    }

    /// <summary>The command line.</summary>
    public static string[] Arguments(Uri address, string data) =>
    [
        "--environment=Development",
        $"--Urls={Text(address)}",
        $"--Links:BaseUrl={Text(address)}",
        $"--Data:Path={data}",
        $"--Dev:Clock:Start={ClockStart}",
        "--Firms:0:Id=tour",
        "--Firms:0:Name=Tour Coaching",
        $"--Firms:0:Email={FirmEmail}",
        $"--Firms:0:TimeZone={FirmTimeZone}",
        $"--Firms:0:KeySha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FirmKey)))}",
    ];

    private static string Text(Uri address) => address.ToString().TrimEnd('/');
}
