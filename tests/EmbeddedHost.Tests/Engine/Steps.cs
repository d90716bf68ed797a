using System.Collections.Concurrent;
using EmbeddedHost.Storage;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedHost.Tests.Engine;

/// <summary>An activity that notes what it was called with, per host.</summary>
internal sealed class Steps(SqliteFile file)
{
    private static readonly ConcurrentDictionary<SqliteFile, ConcurrentQueue<string>> Taken = new();

    public static void Reset(TestHost host) => Taken[host.File] = new ConcurrentQueue<string>();

    public static string[] Of(TestHost host) => [.. Taken[host.File]];

    [Function(nameof(Step))]
    public void Step([ActivityTrigger] string step) => Taken[file].Enqueue(step);
}
