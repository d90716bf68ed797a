using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Mail.Quota;

/// <summary>Keeps to the mail service's quotas, over all instances of the application.</summary>
/// <param name="store">Keeps the places of mails.</param>
/// <param name="options">The quotas.</param>
internal sealed class MailQuota(IMailQuotaStore store, IOptions<MailOptions> options, TimeProvider clock) : IDisposable
{
    private const int Attempts = 12;

    private static readonly TimeSpan UntilQuiet = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<MailRate> _rates = options.Value.Quota.Rates(options.Value.Kind);

    // Lets this process's mails queue, so that only instances compete for the list.
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Takes a place for a mail. Asked again, before or after a crash, the mail has the same one.</summary>
    /// <param name="mail">The mail's id.</param>
    /// <param name="firm">The firm in whose name it goes.</param>
    /// <param name="urgency">How urgent it is.</param>
    /// <returns>When it may go; null for now.</returns>
    public async Task<DateTimeOffset?> BookAsync(string mail, string firm, MailUrgency urgency, CancellationToken cancellation)
    {
        if (_rates.Count == 0)
            return null;

        var plan = new QuotaPlan(_rates);
        await _gate.WaitAsync(cancellation);
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var (known, version) = await store.ReadAsync(cancellation);
                var now = clock.GetUtcNow();
                var (at, bookings) = plan.Book(known, mail, firm, urgency, now);
                if (ReferenceEquals(bookings, known) || await store.WriteAsync(bookings, version, cancellation))
                    return at > now ? at : null;
            }

            return clock.GetUtcNow() + UntilQuiet;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
