using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using CoachingWorkflow.EndToEnd.Servers;

namespace CoachingWorkflow.EndToEnd.Mail;

/// <summary>
/// A real mail server (npm's smtp-server, in tests/Node/mail-server.js), which takes mail with TLS and a login only and misbehaves as
/// it is told to, and the mails that it took, as independent parsers (mailparser, ical.js) read them.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string User = "coaching";

    public const string Password = "a password";

    private static readonly DateTimeOffset ValidFrom = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NodeServer _server;

    private MailServer(NodeServer server) => _server = server;

    public int Port { get; private set; }

    /// <summary>The server's certificate, which whoever talks to it must trust.</summary>
    public string Certificate => Path.Combine(_server.Folder, "certificate.pem");

    /// <summary>Starts a server; skips the test if its parts are missing.</summary>
    /// <param name="faults">What goes wrong with each transaction in turn; null: nothing.</param>
    /// <param name="refused">Addresses that do not exist.</param>
    public static async Task<MailServer> StartAsync(IEnumerable<string?> faults, params string[] refused)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can a process be told by its environment which certificate to trust.");
        var server = new MailServer(NodeServer.Require("mail-server.js", "smtp-server"));
        server.WriteCertificate();
        var port = await server._server.StartAsync(server.Certificate, server.Key, JsonSerializer.Serialize(new { faults, refused }));
        server.Port = int.Parse(port, CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>The settings with which the application sends through this server.</summary>
    public string[] Settings =>
    [
        "--Mail:Kind=smtp",
        "--Mail:From=no-reply@mail.tour-coaching.example",
        "--Mail:Smtp:Host=localhost",
        string.Create(CultureInfo.InvariantCulture, $"--Mail:Smtp:Port={Port}"),
        $"--Mail:Smtp:User={User}",
        $"--Mail:Smtp:Password={Password}",

        // Long enough for a machine that is busy with other tests.
        "--Mail:Smtp:TimeoutSeconds=5",
    ];

    /// <summary>The mails that the server took, in the order in which it took them.</summary>
    public IReadOnlyList<ReceivedMail> Mails() =>
        [.. _server.Lines("mails").Select(line => JsonSerializer.Deserialize<ReceivedMail>(line, JsonSerializerOptions.Web)!)];

    /// <summary>How often the server left the application without an answer.</summary>
    public int TimesSilent => _server.Lines("faults").Count();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Key => Path.Combine(_server.Folder, "key.pem");

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(ValidFrom, ValidFrom.AddYears(100));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }
}
