using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Desk;

/// <summary>
/// The coach's desk, over all engagements of the firm in which the coach's address is the coach's now. The index only says where to look.
/// </summary>
internal sealed class CoachsDesk(
    AddressIndex index, AddressKeys keys, EngagementReader reader, IEngagementStore store, LinkTokens tokens, LinkRenderer renderer)
{
    // Of many more engagements than anybody coaches at once, the desk would be slow: then the rest is behind the mails.
    private const int Most = 100;

    /// <summary>The page.</summary>
    /// <param name="opened">The link by which the coach came, on a known device.</param>
    public async Task<PageAnswer> ShowAsync(OpenedLink opened, CancellationToken cancellation)
    {
        var coach = opened.Recipient!;
        var documents = await renderer.ReadAsync(opened, [coach.Details], cancellation);
        var address = await keys.OfAsync(
            opened.Engagement.FirmId, documents.Get<PersonDetails>(coach.Details).Email, cancellation);
        var coached = new List<CoachedEngagement>();
        await foreach (var id in index.FindAsync(address, cancellation))
        {
            if (coached.Count < Most && await CoachedAsync(id, address, opened.Engagement.FirmId, cancellation) is { } found)
                coached.Add(found);
        }

        var view = DeskView.Of(renderer.FirmName(opened), coach.TimeZone, coached, renderer.Now);
        return await renderer.RenderAsync<DeskPage>(
            StatusCodes.Status200OK, (nameof(DeskPage.View), view), (nameof(DeskPage.Reader), opened.Reader));
    }

    private async Task<CoachedEngagement?> CoachedAsync(string id, string address, string firm, CancellationToken cancellation)
    {
        try
        {
            var now = renderer.Now;
            var engagement = await reader.ReadAsync(id, cancellation);
            if (!engagement.Exists || engagement.FirmId != firm || engagement.Status == EngagementStatus.Cancelled
                || Domain.Links.PagesEndAt(engagement) <= now || engagement.Coach.IsDisputed)
                return null;

            var documents = await store.ReadDocumentsAsync(id, DeskView.DocumentsNeeded(engagement), cancellation);
            if (documents.GetValueOrDefault(engagement.Coach.Details.Id) is not PersonDetails details
                || await keys.OfAsync(firm, details.Email, cancellation) != address)
                return null;

            var upToDate = Agenda.TimeDrivenFacts(engagement, now).Aggregate(engagement, (state, fact) => state.Apply(fact, now));
            var page = PageOf(upToDate, now);
            return new CoachedEngagement(upToDate, documents, kind => page is null ? null : page + Part(kind));
        }
        catch (JournalBrokenException)
        {
            // It has called for a person; the others are shown.
            return null;
        }
    }

    // One of the links to the coach's page that were mailed and are open: the desk gives out none that nobody was mailed. Its address is
    // relative to that of the desk, which is behind such a link too.
    private string? PageOf(Engagement engagement, DateTimeOffset now) => engagement.Mails.Links.Values
        .Where(link => link.Purpose == LinkPurpose.Workspace && link.Recipient == engagement.Coach.Id
            && Domain.Links.StatusOf(engagement, link, now) == LinkStatus.Open)
        .Select(link => tokens.Create(link.Purpose, engagement.Id, link.Id))
        .FirstOrDefault();

    private static string Part(ObligationKind? kind) =>
        CoachForms.All.FirstOrDefault(form => kind is not null && form.Settles == kind)?.Entry.Href ?? "";
}
