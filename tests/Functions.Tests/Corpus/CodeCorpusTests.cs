using System.Globalization;
using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>One-time codes as people type and paste them.</summary>
public sealed class CodeCorpusTests
{
    [Fact]
    public async Task A_code_is_known_by_its_digits_however_they_are_written()
    {
        await CorpusFile.WalkAsync<CodeLine>("codes", async line =>
        {
            await using var app = await TestApp.StartAsync();
            var engagement = await TestEngagement.StartAsync(app);
            var coach = Bodies.Email("Cora Coach");
            var link = await engagement.LinkAsync("workspace", coach);
            using var browser = new Browser(app);
            await browser.AskForCodeAsync(link);
            var code = await Browser.CodeAsync(engagement, coach);

            var typed = string.Concat(line.Typed.Select(character =>
                CharUnicodeInfo.GetDecimalDigitValue(character) is >= 1 and <= 6 and var place
                    ? (char)(character - place + (code[place - 1] - '0'))
                    : character));
            return (await browser.EnterAsync(link, typed)).Status == HttpStatusCode.OK ? "opens" : "refused";
        });
    }

    private sealed record CodeLine : CorpusLine
    {
        /// <summary>The first to the sixth digit of the code stand where 1 to 6 stand, in the same script.</summary>
        public required string Typed { get; init; }
    }
}
