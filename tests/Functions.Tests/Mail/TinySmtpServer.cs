using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>
/// A mail server on the loopback interface that takes what it is told to take: a reply can be given for the greeting
/// (<c>CONNECT</c>), a verb, or the end of the data (<c>.</c>); <see cref="Drop"/> closes the connection instead, <see cref="Silence"/> never answers.
/// </summary>
internal sealed class TinySmtpServer : IAsyncDisposable
{
    public const string Drop = "drop";
    public const string Silence = "silence";

    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, string> _replies = new(StringComparer.OrdinalIgnoreCase);
    private readonly Task _serving;

    public TinySmtpServer(params (string At, string Reply)[] replies)
    {
        foreach (var (at, reply) in replies)
            _replies[at] = reply;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public List<string> Messages { get; } = [];

    public List<string> Commands { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await ServeAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The test is over, or the sender has gone.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        if (!await ReplyAsync(stream, "CONNECT", "220 tiny"))
            return;

        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Commands.Add(line);
            var verb = line.Split(' ', ':')[0];
            var usual = verb.ToUpperInvariant() switch
            {
                "EHLO" => "250-tiny\r\n250-8BITMIME\r\n250 AUTH PLAIN",
                "AUTH" => "235 in",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (!await ReplyAsync(stream, verb, usual))
                return;
            if (verb.Equals("DATA", StringComparison.OrdinalIgnoreCase))
            {
                var message = new StringBuilder();
                while (await reader.ReadLineAsync(_end.Token) is { } data && data != ".")
                    message.Append(data.StartsWith('.') ? data[1..] : data).Append("\r\n");
                Messages.Add(message.ToString());
                if (!await ReplyAsync(stream, ".", "250 taken"))
                    return;
            }
        }
    }

    private async Task<bool> ReplyAsync(NetworkStream stream, string at, string usual)
    {
        var reply = _replies.GetValueOrDefault(at, usual);
        if (reply == Drop)
            return false;
        if (reply != Silence)
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _end.Token);
        return true;
    }
}
