using MailKit.Security;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>The configuration of the mail server, section <c>Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The server's name or address.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 587 with <c>startTls</c>, 465 with <c>ssl</c>.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Who logs in; empty when the server asks for no login.</summary>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public string Password { get; set; } = "";

    /// <summary>How the connection is protected: <c>startTls</c>, <c>ssl</c> or <c>none</c>.</summary>
    public string Security { get; set; } = "startTls";

    /// <summary>How long a delivery may take.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>What <see cref="Security"/> means; null when it means nothing.</summary>
    internal SecureSocketOptions? SocketOptions => Security switch
    {
        "startTls" => SecureSocketOptions.StartTls,
        "ssl" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => null,
    };

    internal IEnumerable<string> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(Host))
            yield return "Mail:Smtp:Host must name the mail server.";
        if (Port is < 1 or > 65535)
            yield return "Mail:Smtp:Port must be 1 to 65535.";
        if (SocketOptions is null)
            yield return "Mail:Smtp:Security must be startTls, ssl or none.";
        if (User.Length == 0 != (Password.Length == 0))
            yield return "Mail:Smtp:User and Mail:Smtp:Password belong together.";
        if (Password.Length > 0 && SocketOptions == SecureSocketOptions.None)
            yield return "Mail:Smtp:Security must be startTls or ssl where there is a password: without it everybody on the way reads it.";
        if (TimeoutSeconds is < 1 or > 600)
            yield return "Mail:Smtp:TimeoutSeconds must be 1 to 600.";
    }
}
