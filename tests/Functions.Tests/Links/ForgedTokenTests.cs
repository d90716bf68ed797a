using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>What is no link of ours is told from one before anything is read.</summary>
public sealed class ForgedTokenTests
{
    private static readonly string Leader = Bodies.Email("Lea Leader");

    [Fact]
    public async Task Altered_anywhere_cut_off_anywhere_or_longer_a_token_is_404_and_no_storage_is_read()
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = new Uri(await engagement.LinkAsync("decide", Leader)).AbsolutePath;
        await app.RestAsync();
        var store = (ContendedStore)app.Store;
        var reads = store.Reads;
        var first = link.LastIndexOf('/') + 1;

        // All but the ending, which signs nothing; and a last character that is no letter may be lost in a mail program.
        for (var index = first; index < link.Length - 1; index++)
        {
            await IsNoLinkAsync(app, $"{link[..index]}{(link[index] == 'A' ? 'B' : 'A')}{link[(index + 1)..]}");
            if (index > first && (index < link.Length - 2 || char.IsAsciiLetterOrDigit(link[index])))
                await IsNoLinkAsync(app, link[..index]);
        }

        foreach (var more in (string[])["A", "-", "%41", "/x"])
            Assert.Equal(HttpStatusCode.NotFound, (await app.Links.OpenAsync(link + more)).Status);

        Assert.Equal(reads, store.Reads);
        (await app.Links.OpenAsync(link)).Is(HttpStatusCode.OK);
        Assert.True(store.Reads > reads);
    }

    [Fact]
    public async Task A_token_signed_for_one_engagement_or_person_does_nothing_in_another()
    {
        await using var app = await TestApp.StartAsync();
        var (one, other) = (await TestEngagement.AtStepAsync(app, 5), await TestEngagement.AtStepAsync(app, 5));
        var (ours, theirs) = (await one.LinkAsync("decide", Leader), await other.LinkAsync("decide", Leader));

        // The halves of two true tokens are no token: neither this engagement with that link, nor this link with that signature.
        foreach (var cut in (int[])[33, 54])
        {
            var at = ours.LastIndexOf('/') + 1 + cut;
            await IsNoLinkAsync(app, new Uri(ours[..at] + theirs[at..]).AbsolutePath);
        }

        await other.ChangesNothingAsync(async () => (await app.Links.CommitAsync(ours)).Is(HttpStatusCode.OK));
        Assert.Single(await one.TimelineAsync(), fact => fact["kind"]!.ToString() == "designCommitted");
    }

    private static async Task IsNoLinkAsync(TestApp app, string address)
    {
        var opened = (await app.Links.OpenAsync(address)).Is(HttpStatusCode.NotFound);
        Assert.Equal("There is no such link", opened.Heading);
        Assert.Equal(opened.Html, (await app.Links.CommitAsync(address)).Is(HttpStatusCode.NotFound).Html);
    }
}
