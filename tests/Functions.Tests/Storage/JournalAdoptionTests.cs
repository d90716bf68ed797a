using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Storage.Macs;
using EmbeddedHost.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>The first start of a release that seals journals, and every later one.</summary>
public sealed class JournalAdoptionTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 1, 23, 30, 0, TimeSpan.Zero));
    private readonly SqliteFile _file = new(SqliteFile.InMemory);
    private readonly SqliteRecordStore _records;

    public JournalAdoptionTests() => _records = new SqliteRecordStore(_file);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string One => Sample.Id(1);

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task An_empty_storage_starts_and_later_takes_no_journal_that_nobody_sealed()
    {
        await StartAsync();
        await WriteUnsealedAsync();
        await StartAsync();

        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store().ReadAsync(One, after: 0, Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2027-02-28")]
    [InlineData("2027-03-02")]
    public async Task Journals_of_an_earlier_release_are_not_taken_unless_somebody_allows_it_today(string? adopt)
    {
        await WriteUnsealedAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(adopt));

        Assert.Contains("1 engagements", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Journal:Adopt=2027-03-01", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store().ReadAsync(One, after: 0, Cancellation));
    }

    [Fact]
    public async Task They_are_taken_once_and_a_journal_that_loses_its_MAC_later_is_broken()
    {
        await WriteUnsealedAsync();
        await StartAsync("2027-03-01");
        Assert.Equal(3, (await Store().ReadAsync(One, after: 0, Cancellation)).Count);

        await WriteUnsealedAsync(isThere: true);
        await StartAsync("2027-03-01");

        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store().ReadAsync(One, after: 0, Cancellation));
    }

    [Theory]
    [InlineData("DELETE FROM records")]
    [InlineData("UPDATE records SET content = replace(content, '\"journals\":1', '\"journals\":2')")]
    public async Task Whoever_takes_away_or_alters_the_record_of_it_stops_the_next_start(string alteration)
    {
        await WriteUnsealedAsync();
        await StartAsync("2027-03-01");
        Assert.True(await _file.WriteAsync(connection => connection.Execute(alteration), Cancellation) > 0);
        _time.Advance(TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync("2027-03-01"));
    }

    [Fact]
    public async Task In_Development_they_are_taken_without_a_word()
    {
        await WriteUnsealedAsync();
        await StartAsync(adopt: null, Environments.Development);

        Assert.Equal(3, (await Store().ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task One_that_is_damaged_is_not_sealed_and_the_others_are()
    {
        await WriteUnsealedAsync();
        await Store().AppendAsync(Sample.Append(Sample.Id(2), 0, 2), Cancellation);
        await _file.WriteAsync(
            connection => connection.Execute("UPDATE engagements SET mac = NULL")
                + connection.Execute("UPDATE journal SET hash = zeroblob(32) WHERE engagement = $1 AND number = 1", Sample.Id(2)),
            Cancellation);

        await StartAsync("2027-03-01");

        Assert.Equal(3, (await Store().ReadAsync(One, after: 0, Cancellation)).Count);
        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store().ReadAsync(Sample.Id(2), after: 0, Cancellation));
    }

    private SqliteEngagementStore Store() => new(_file, SampleMacs.Of(), _time);

    private async Task WriteUnsealedAsync(bool isThere = false)
    {
        if (!isThere)
            await Store().AppendAsync(Sample.Append(One, 0, 3), Cancellation);
        await _file.WriteAsync(connection => connection.Execute("UPDATE engagements SET mac = NULL"), Cancellation);
    }

    private Task StartAsync(string? adopt = null, string? environment = null) => new JournalAdoption(
        _records, Store(), SampleMacs.Of(), Options.Create(new JournalOptions { Adopt = adopt }),
        new HostingEnvironment { EnvironmentName = environment ?? Environments.Production }, _time, NullLogger<JournalAdoption>.Instance)
        .StartingAsync(Cancellation);
}
