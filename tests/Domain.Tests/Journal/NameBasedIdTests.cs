namespace CoachingWorkflow.Domain.Tests;

public sealed class NameBasedIdTests
{
    [Fact]
    public void It_gives_the_version_5_example_of_RFC_9562() => Assert.Equal(
        "2ed6657d-e927-568b-95e1-2665a8aea6a2", NameBasedId.Of("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"));

    [Fact]
    public void A_scope_that_is_no_UUID_is_named_itself()
    {
        var one = NameBasedId.Of("demo", "name");

        Assert.Equal(one, NameBasedId.Of("demo", "name"));
        Assert.NotEqual(one, NameBasedId.Of("demo2", "name"));
        Assert.NotEqual(one, NameBasedId.Of("demo", "Name"));
        Assert.Equal(5, Guid.Parse(one).Version);
    }

    [Fact]
    public void A_name_in_any_script_has_an_id() =>
        Assert.NotEqual(NameBasedId.Of("demo", "Jürgen 東京"), NameBasedId.Of("demo", "Jurgen 東京"));
}
