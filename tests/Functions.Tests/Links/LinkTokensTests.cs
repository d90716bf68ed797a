using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Links;
using CsCheck;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Tests.Links;

public sealed class LinkTokensTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly string Engagement = NameBasedId.Of("test", "engagement");
    private static readonly string LinkId = NameBasedId.Of("test", "link");
    private static readonly SigningKey Old = Key("2025", 1);
    private static readonly SigningKey New = Key("2026b", 2);

    [Theory]
    [InlineData(LinkPurpose.Respond)]
    [InlineData(LinkPurpose.Decide)]
    public void A_token_says_what_it_was_made_for(LinkPurpose purpose)
    {
        var tokens = Tokens(New);

        var token = tokens.Create(purpose, Engagement, LinkId);

        Assert.Matches("^[A-Za-z0-9_-]{96}[A-Za-z]$", token);
        Assert.True(tokens.TryRead(token, out var read));
        Assert.Equal(new LinkToken(purpose, Engagement, LinkId), read);
    }

    [Fact]
    public void A_retried_mail_carries_the_same_token() =>
        Assert.Equal(
            Tokens(New).Create(LinkPurpose.Decide, Engagement, LinkId), Tokens(New).Create(LinkPurpose.Decide, Engagement, LinkId));

    [Fact]
    public void Any_other_character_at_any_position_makes_it_junk()
    {
        var tokens = Tokens(New, Old);
        var token = tokens.Create(LinkPurpose.Decide, Engagement, LinkId);

        // The last one signs nothing; it keeps the one before from being taken for the end of a sentence.
        for (var position = 0; position < token.Length - 1; position++)
        {
            foreach (var character in (Alphabet + "=+/ .\0é").Where(character => character != token[position]))
                Assert.False(tokens.TryRead(token[..position] + character + token[(position + 1)..], out _), $"{character} at {position}");
        }
    }

    [Fact]
    public void A_truncated_or_extended_token_is_junk()
    {
        var tokens = Tokens(New);
        var token = tokens.Create(LinkPurpose.Decide, Engagement, LinkId);

        Assert.All(Enumerable.Range(0, token.Length - 1), length => Assert.False(tokens.TryRead(token[..length], out _)));
        Assert.All(Alphabet.ToCharArray(), character => Assert.False(tokens.TryRead(token + character, out _)));
        Assert.False(tokens.TryRead(token: null, out _));
    }

    [Fact]
    public void A_token_of_the_first_release_opens_even_if_a_mail_program_left_out_its_last_character()
    {
        var tokens = Tokens(New);
        var links = Enumerable.Range(0, 200).Select(number => NameBasedId.Of("test", $"{number}"))
            .Select(link => (Link: link, Token: tokens.Create(LinkPurpose.Decide, Engagement, link)[..^1])).ToList();

        Assert.All(links, link =>
        {
            Assert.True(tokens.TryRead(link.Token, out var read));
            Assert.Equal(link.Link, read.Link);
            Assert.Equal(link.Token[^1] is '-' or '_', tokens.TryRead(link.Token[..^1], out _));
        });
        Assert.Contains(links, link => link.Token[^1] is '-' or '_');
    }

    [Fact]
    public void The_signature_of_one_purpose_link_or_engagement_does_not_fit_another()
    {
        var tokens = Tokens(New);
        const int Signature = 53 + 1; // 40 signed bytes end within character 53.
        var respond = tokens.Create(LinkPurpose.Respond, Engagement, LinkId);
        string[] others =
        [
            tokens.Create(LinkPurpose.Decide, Engagement, LinkId), tokens.Create(LinkPurpose.Respond, LinkId, LinkId),
            tokens.Create(LinkPurpose.Respond, Engagement, Engagement),
        ];

        Assert.All(others, other =>
        {
            Assert.NotEqual(respond, other, StringComparer.Ordinal);
            Assert.False(tokens.TryRead(other[..Signature] + respond[Signature..], out _));
        });
    }

    [Fact]
    public void The_first_key_signs_and_all_verify_until_they_are_taken_out()
    {
        var before = Tokens(Old).Create(LinkPurpose.Respond, Engagement, LinkId);
        var after = Tokens(New, Old).Create(LinkPurpose.Respond, Engagement, LinkId);

        Assert.True(Tokens(New, Old).TryRead(before, out _));
        Assert.True(Tokens(New).TryRead(after, out _));
        Assert.False(Tokens(New).TryRead(before, out _));
        Assert.False(Tokens(Old).TryRead(after, out _));
    }

    [Fact]
    public void A_key_of_the_same_id_and_another_secret_does_not_verify() =>
        Assert.False(Tokens(Key("2025", 9)).TryRead(Tokens(Old).Create(LinkPurpose.Respond, Engagement, LinkId), out _));

    [Fact]
    public void Junk_of_any_length_is_junk() => Gen.OneOf(
            Gen.String[0, 200], Gen.Char[Alphabet].Array[0, 200].Select(characters => new string(characters)),
            Gen.Char[Alphabet].Array[LinkTokens.Length].Select(characters => new string(characters)))
        .Sample(junk => Assert.False(Tokens(New, Old).TryRead(junk, out _)));

    [Theory]
    [InlineData("")]
    [InlineData("5F1B4C36-0000-5000-8000-000000000000")]
    [InlineData("5f1b4c36000050008000000000000000")]
    public void An_id_that_would_not_come_back_as_it_is_cannot_be_signed(string id) =>
        Assert.Throws<ArgumentException>(() => Tokens(New).Create(LinkPurpose.Decide, id, LinkId));

    [Theory]
    [InlineData("https://coaching.example.com")]
    [InlineData("https://coaching.example.com/")]
    public void A_mail_carries_the_address_and_the_relation(string baseUrl)
    {
        var tokens = new LinkTokens(Options.Create(new LinkOptions { BaseUrl = baseUrl, Keys = { New } }));
        var link = new Link(LinkId, LinkPurpose.Decide, "p", "d", 1, 0, 1, DateTimeOffset.UnixEpoch);

        var mailed = tokens.ForMail(Engagement, link);

        Assert.Equal("decide", mailed.Rel);
        Assert.Equal($"https://coaching.example.com/api/links/{tokens.Create(LinkPurpose.Decide, Engagement, LinkId)}", mailed.Href);
        Assert.Equal("respond", LinkRelations.Of(LinkPurpose.Respond));
    }

    private static LinkTokens Tokens(params SigningKey[] keys)
    {
        var options = new LinkOptions();
        foreach (var key in keys)
            options.Keys.Add(key);
        return new LinkTokens(Options.Create(options));
    }

    private static SigningKey Key(string id, byte fill) =>
        new() { Id = id, Secret = Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray()) };
}
