using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>
/// A mail server on the loopback interface that takes what it is told to take: a reply can be given for the greeting
/// (<c>CONNECT</c>), a verb, or the end of the data (<c>.</c>); <see cref="Drop"/> closes the connection instead, <see cref="Silence"/>
/// never answers.
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

    /// <summary>The addresses whose mail was taken, in order.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>How often mail for an address was offered.</summary>
    public ConcurrentDictionary<string, int> Offered { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What is answered at a verb (or <c>.</c>) in a transaction for a recipient, empty before there is one; null: the usual.
    /// </summary>
    public Func<string, string, string?> Instead { get; set; } = (_, _) => null;

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
        if (!Goes(await ReplyAsync(stream, "CONNECT", "", "220 tiny")))
            return;

        var recipient = "";

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
            if (verb.Equals("RCPT", StringComparison.OrdinalIgnoreCase))
            {
                recipient = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                Offered.AddOrUpdate(recipient, 1, (_, count) => count + 1);
            }

            var reply = await ReplyAsync(stream, verb, recipient, usual);
            if (!Goes(reply))
                return;
            if (verb.Equals("DATA", StringComparison.OrdinalIgnoreCase) && reply.StartsWith('3'))
            {
                var message = new StringBuilder();
                while (await reader.ReadLineAsync(_end.Token) is { } data && data != ".")
                    message.Append(data.StartsWith('.') ? data[1..] : data).Append("\r\n");
                Messages.Add(message.ToString());
                var answer = await ReplyAsync(stream, ".", recipient, "250 taken");
                if (answer.StartsWith('2'))
                    Taken.Enqueue(recipient);
                if (!Goes(answer))
                    return;
            }
        }
    }

    private static bool Goes(string reply) => reply != Drop;

    private async Task<string> ReplyAsync(NetworkStream stream, string at, string recipient, string usual)
    {
        var reply = Instead(at.ToUpperInvariant(), recipient) ?? _replies.GetValueOrDefault(at, usual);
        if (reply is not (Drop or Silence))
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _end.Token);
        return reply;
    }
}
