using System.Text;
using System.Text.Json;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Tests.Storage;

public sealed class DocumentSealerTests
{
    [Fact]
    public void Every_kind_of_document_is_among_the_samples() => Assert.Equal(
        typeof(Document).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Document))).Select(type => type.Name)
            .Order(StringComparer.Ordinal),
        Sample.EveryDocument().Select(document => document.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_document_comes_back_with_the_same_content()
    {
        foreach (var document in Sample.EveryDocument())
        {
            var read = DocumentSealer.Deserialize(DocumentSealer.Serialize(document));
            Assert.Equal(document.GetType(), read.GetType());
            Assert.True(DocumentSealer.HasSameContent(document, read));
        }
    }

    [Fact]
    public void Documents_of_equal_texts_and_different_kinds_are_not_the_same()
    {
        Assert.True(DocumentSealer.HasSameContent(Design("a"), Design("a")));
        Assert.False(DocumentSealer.HasSameContent(Design("a"), Design("b")));
        Assert.False(DocumentSealer.HasSameContent(new SessionTexts("x", Summary: null), new SessionTexts("x", "")));
        Assert.Equal("""{"kind":"noteText","text":"x"}""", Encoding.UTF8.GetString(DocumentSealer.Serialize(new NoteText("x"))));

        static ProgramDesign Design(string title) => new([new DesignItem(title, "d")], [], [], []);
    }

    [Fact]
    public void Equal_contents_get_different_ids_salts_and_hashes()
    {
        var seals = Enumerable.Range(0, 100).Select(_ => DocumentSealer.Seal(new NoteText("yes"))).ToList();

        Assert.Equal(100, seals.Select(document => document.Ref.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, seals.Select(document => document.Ref.Hash).Distinct(StringComparer.Ordinal).Count());
        Assert.All(seals, document => Assert.Equal(16, document.Salt.Length));
        Assert.All(seals, document => Assert.Matches("^[0-9a-f]{64}$", document.Ref.Hash));
    }

    [Fact]
    public void The_hash_is_that_of_salt_and_content_together()
    {
        var document = DocumentSealer.Seal(new NoteText("yes"));
        var content = DocumentSealer.Serialize(document.Content);

        Assert.True(DocumentSealer.IsReferredTo(document.Ref, document.Salt, content));
        Assert.False(DocumentSealer.IsReferredTo(document.Ref, new byte[16], content));
        Assert.False(DocumentSealer.IsReferredTo(document.Ref, document.Salt, DocumentSealer.Serialize(new NoteText("no"))));
    }

    [Fact]
    public void A_document_with_an_unknown_member_is_refused() =>
        Assert.ThrowsAny<JsonException>(() => DocumentSealer.Deserialize("""{"kind":"noteText","text":"x","more":1}"""u8));
}
