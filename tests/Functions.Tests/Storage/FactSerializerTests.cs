using System.Text;
using System.Text.Json;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Tests.Storage;

public sealed class FactSerializerTests
{
    private static readonly CommandStamp Stamp = new("c1", "f1");

    [Fact]
    public void Every_kind_of_fact_is_among_the_samples() => Assert.Equal(
        typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact))).Select(type => type.Name)
            .Order(StringComparer.Ordinal),
        Sample.EveryFact().Select(fact => fact.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fact_comes_back_as_it_was_and_is_written_again_as_the_same_bytes()
    {
        foreach (var fact in Sample.EveryFact())
        {
            var bytes = FactSerializer.Serialize(Sample.Entry(7, fact, Stamp));
            var read = FactSerializer.Deserialize(bytes);

            Assert.Equal(fact.GetType(), read.Fact.GetType());
            Assert.Equal(Stamp, read.Command);
            Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(FactSerializer.Serialize(read)));
        }
    }

    [Fact]
    public void The_canonical_form_is_fixed_because_hashes_of_years_rest_on_it()
    {
        var link = new Link("l", LinkPurpose.Decide, "p", "1/decide", 1, 0, Revision: null, Sample.Start);
        var entry = Sample.Entry(2, new MailDecided("m", MailKind.ProgramBegins, "a", "p", -3, 1, link));

        Assert.Equal(
            """{"number":2,"at":"2026-01-05T09:02:00+00:00","by":"workflow","fact":"""
            + """{"kind":"mailDecided","mail":"m","mailKind":"programBegins","about":"a","recipient":"p","occasion":-3,"cycle":1,"link":"""
            + """{"id":"l","purpose":"decide","recipient":"p","debt":"1/decide","cycle":1,"addressNumber":0"""
            + ""","expiresAt":"2026-01-05T09:00:00+00:00"}}}""",
            Encoding.UTF8.GetString(FactSerializer.Serialize(entry)));
    }

    [Theory]
    [InlineData("""{"number":1,"at":"2026-01-05T09:02:00+00:00","by":"firm","fact":{"kind":"mailSent","mail":"m"},"more":1}""")]
    [InlineData("""{"number":1,"at":"2026-01-05T09:02:00+00:00","by":"firm","fact":{"kind":"mailSent","mail":"m","more":1}}""")]
    [InlineData("""{"number":1,"at":"2026-01-05T09:02:00+00:00","by":"firm","fact":{"kind":"unheardOf","mail":"m"}}""")]
    [InlineData("""{"number":1,"at":"2026-01-05T09:02:00+00:00","by":"firm","fact":{"kind":"mailSent","mail":null}}""")]
    [InlineData("""{"number":1,"at":"2026-01-05T09:02:00+00:00","by":"firm","fact":{"kind":"interviewsDone","reason":2}}""")]
    [InlineData("null")]
    public void What_is_not_understood_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => FactSerializer.Deserialize(Encoding.UTF8.GetBytes(json)));
}
