using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Platform;

/// <summary>The database keeps the members of JSON in an order of its own: shorter names first.</summary>
public sealed class StoredJsonTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly InboundContent[] All =
    [
        new TextSaid("hello"), new ChoiceTapped("v:1", "Blue"), new MediaSent("image", "m1", "image/png", "this"), new LocationSent(1.5, 2.5, "Pier", null),
        new ContactSent("Ann", ["+4790000001"]), new FormSent("sizes", new Dictionary<string, string> { ["a"] = "b" }),
        new CatalogCartSent([new("A-1", 2, "79.00", "USD")], "gift"), new ProductAsked("A-1", "in blue?"), new Referred("ad", "Spring"), new Reacted("m1", "👍"),
        new MessageEdited("m1", "new"), new MessageDeleted("m1"), new Echoed("m1", "hi", true), new DeliveryReported("m1", "failed", "no") { Code = "131047" },
        new PreferenceSet(true, "whatsapp"), new ThreadControl("pass"), new IdentityChanged(new("phone", "1"), new("phone", "2")), new AccountNews("review", "ok"),
        new TemplateReviewed("order", "en", "approved", null), new Unsupported("poll"),
    ];

    public static TheoryData<string> Kinds => [.. All.Select(content => content.GetType().Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_content_is_read_back_as_it_was_stored(string kind)
    {
        var content = All.Single(c => c.GetType().Name == kind);

        var read = await database.System.Get<Stored>($"select {content:jsonb} as content", TestContext.Current.CancellationToken);

        read.Content.Should().BeEquivalentTo(content, options => options.RespectingRuntimeTypes());
    }

    [Fact]
    public void No_kind_of_content_is_left_out() =>
        All.Select(content => content.GetType()).Should().BeEquivalentTo(
            typeof(InboundContent).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(InboundContent))));

    internal sealed record Stored(InboundContent Content);
}
