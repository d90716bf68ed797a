using System.Net;
using System.Net.Sockets;
using CsCheck;

namespace CoachingWorkflow.Functions.Tests.Faults;

/// <summary>
/// Stands between a client and a service: it refuses connections, answers late, and breaks connections off amid an answer, which the
/// service has then acted on. In an order that a seed decides.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly PCG _dice = new(stream: 1, seed: 12);
    private readonly int _service;
    private readonly Task _accepting;

    public FaultyProxy(int service)
    {
        _service = service;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits; null answers nothing late.</summary>
    public Func<Task>? Late { get; set; }

    public bool IsFaulty { get; set; }

    public int Refused { get; private set; }

    public int Broken { get; private set; }

    public int Delayed { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private bool Happens(int in100)
    {
        lock (_gate)
            return IsFaulty && _dice.Next(100) < in100;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            if (Happens(in100: 45))
            {
                Refused++;
                return;
            }

            using var service = new TcpClient();
            try
            {
                await service.ConnectAsync(IPAddress.Loopback, _service, _stop.Token);
                var asked = client.GetStream().CopyToAsync(service.GetStream(), _stop.Token);
                await AnswerAsync(service.GetStream(), client.GetStream());
                client.Close();
                service.Close();
                await asked;
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two has gone: so does the other, when both are disposed of.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream service, NetworkStream client)
    {
        var buffer = new byte[64 * 1024];
        while (await service.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            if (Happens(in100: 12))
            {
                Broken++;
                await client.WriteAsync(buffer.AsMemory(0, read / 2), _stop.Token);
                return;
            }

            if (Late is { } late && Happens(in100: 10))
            {
                Delayed++;
                await late();
            }

            await client.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
