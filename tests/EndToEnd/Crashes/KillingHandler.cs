using System.Net;
using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Crashes;

/// <summary>Counts requests and kills the application at the chosen ones.</summary>
public sealed class KillingHandler(AppProcess app, IReadOnlyList<KillPoint> points) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly Dictionary<int, KillPoint> _points = points.ToDictionary(point => point.Request);

    /// <summary>How many requests there were that were not a GET.</summary>
    public int Requests { get; private set; }

    /// <summary>What was done, for people.</summary>
    public List<string> Kills { get; } = [];

    /// <summary>Whether the last kill came after the answer to a command: what it recorded must be there.</summary>
    public bool CommandWasAcknowledged { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get || !_points.Remove(++Requests, out var point))
            return await base.SendAsync(request, cancellationToken);

        var isCommand = request.RequestUri!.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal);
        Kills.Add($"{point} {request.Method} {request.RequestUri.AbsolutePath}");
        if (point.Moment == KillMoment.AtByte)
            request.Content = new CutContent(
                await request.Content!.ReadAsByteArrayAsync(cancellationToken), point.Value, app.KillAsync, request.Content.Headers);

        var sending = AnswerAsync(request, cancellationToken);
        if (point.Moment == KillMoment.InFlight)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(point.Value + 1));
            await Task.WhenAny(sending, timer.WaitForNextTickAsync(cancellationToken).AsTask());
            await app.KillAsync();
        }

        try
        {
            var answer = await sending;
            await app.KillAsync();
            CommandWasAcknowledged = isCommand && answer.IsSuccessStatusCode;
            return answer;
        }
        catch (HttpRequestException)
        {
            await app.KillAsync();
            CommandWasAcknowledged = false;
            throw;
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var answer = await base.SendAsync(request, cancellation);
        await answer.Content.LoadIntoBufferAsync(cancellation);
        return answer;
    }

    /// <summary>A body that ends with the process it is sent to.</summary>
    private sealed class CutContent : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly int _cut;
        private readonly Func<Task> _kill;

        public CutContent(byte[] bytes, int cut, Func<Task> kill, System.Net.Http.Headers.HttpContentHeaders headers)
        {
            _bytes = bytes;
            _cut = Math.Min(cut, bytes.Length - 1);
            _kill = kill;
            Headers.ContentType = headers.ContentType;
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _cut));
            await stream.FlushAsync();
            await _kill();
            throw new HttpRequestException("The process was killed amid the request.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
