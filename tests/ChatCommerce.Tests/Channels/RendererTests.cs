using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.RenderingSamples;

namespace ChatCommerce.Tests.Channels;

public sealed class RendererTests
{
    [Fact]
    public void Three_answers_are_buttons_and_a_fourth_makes_them_a_list()
    {
        Renderer.Lower(Sizes(3), Listing).Should().ContainSingle().Which.Choices.Should().HaveCount(3);
        var four = Renderer.Lower(Sizes(4), Listing).Should().ContainSingle().Subject;
        four.Choices.Should().BeEmpty();
        four.Rows.Should().HaveCount(4);
    }

    [Fact]
    public void More_answers_than_a_list_holds_become_numbered_text()
    {
        var part = Renderer.Lower(Sizes(11), Listing).Should().ContainSingle().Subject;

        part.Rows.Should().BeEmpty();
        part.Text.Should().Contain("\n11. Size 11");
        part.Numbers.Single(n => n.Number == 11).Choice.Payload.Should().Be("size:11");
    }

    [Fact]
    public void Cards_without_a_carousel_are_rows_with_their_price_that_pick_their_first_action()
    {
        var part = Renderer.Lower(new("Found") { Cards = [Mug(1) with { Choices = [new("Add", "add:1"), new("Details", "show:1")] }, Mug(2)] }, Listing).Single();

        part.Rows.Should().Equal(new Row("Mug 1", "$18.00", "add:1"), new Row("Mug 2", "$18.00", "add:2"), new Row("Details: Mug 1", "", "show:1"));
    }

    [Fact]
    public void One_card_without_a_carousel_is_the_message_with_its_picture_its_text_and_its_buttons()
    {
        var part = Renderer.Lower(new("Found") { Cards = [Mug(1) with { Text = "Holds the sea." }] }, Listing).Single();

        part.Text.Should().Be("Found\n\nMug 1\n$18.00\nHolds the sea.");
        part.Picture!.Url.Should().Be("https://shop.example/1.jpg");
        part.Choices.Should().Equal(new Choice("Add", "add:1"));
    }

    [Fact]
    public void The_question_about_a_card_stands_between_the_card_and_its_answers()
    {
        var part = Renderer.Lower(new("Which size?") { Cards = [Mug(1) with { Choices = [] }], Choices = [new("S", "s"), new("L", "l")] }, Listing).Single();

        part.Text.Should().Be("Mug 1\n$18.00\n\nWhich size?");
        part.Choices.Select(c => c.Label).Should().Equal("S", "L");
    }

    [Fact]
    public void Of_several_cards_the_first_have_a_message_each_and_the_others_a_list()
    {
        var parts = Renderer.Lower(new("Found six") { Cards = [.. Enumerable.Range(1, 6).Select(Mug)], Choices = [new("More", "more")] }, Listing with { CardMessages = 3 });

        parts.Select(p => p.Picture?.Url[^5..]).Should().Equal("1.jpg", "2.jpg", "3.jpg", null);
        parts.Take(3).Select(p => p.Choices.Single().Payload).Should().Equal("add:1", "add:2", "add:3");
        parts[0].Text.Should().StartWith("Found six\n\nMug 1");
        parts[3].Rows.Select(r => r.Payload).Should().Equal("add:4", "add:5", "add:6", "more");
    }

    [Fact]
    public void A_last_card_alone_is_no_list_and_carries_what_follows()
    {
        var parts = Renderer.Lower(new("Found four") { Cards = [.. Enumerable.Range(1, 4).Select(Mug)], Choices = [new("More", "more")] }, Listing with { CardMessages = 3 });

        parts.Select(p => p.Picture?.Url[^5..]).Should().Equal("1.jpg", "2.jpg", "3.jpg", "4.jpg");
        parts[3].Choices.Select(c => c.Payload).Should().Equal("add:4", "more");
    }

    [Fact]
    public void Cards_whose_picture_the_channel_cannot_show_stay_in_the_list()
    {
        var parts = Renderer.Lower(new("Found") { Cards = [Mug(1), Mug(2)] }, Listing with { CardMessages = 3, Shows = p => !p.Url.EndsWith("1.jpg", StringComparison.Ordinal) });

        parts.Single().Rows.Select(r => r.Payload).Should().Equal("add:1", "add:2");
        Renderer.Lower(new("") { Cards = [Mug(1)] }, Listing with { Shows = _ => false }).Single().Picture.Should().BeNull();
    }

    [Fact]
    public void Of_a_drawing_that_the_channel_cannot_show_it_gets_the_png()
    {
        Picture drawing = new("https://shop.example/a.svg", "A mug") { Png = "https://shop.example/a.png" };
        var message = new RichMessage("Found") { Picture = drawing, Cards = [Mug(1) with { Picture = drawing }] };
        var most = Listing with { Shows = p => !p.Url.EndsWith(".svg", StringComparison.Ordinal) };

        Renderer.Lower(message, most with { Cards = 10 }).Select(p => p.Picture ?? p.Cards[0].Picture).Should().AllBeEquivalentTo(new Picture("https://shop.example/a.png", "A mug"));
        Renderer.Lower(message with { Picture = null }, most).Single().Picture!.Url.Should().Be("https://shop.example/a.png");
        Renderer.Lower(message, Listing).Single().Picture.Should().Be(drawing, "who shows drawings gets the drawing");
    }

    [Fact]
    public void Where_a_picture_takes_no_buttons_beside_it_the_cards_are_seen_first_and_tapped_in_one_list()
    {
        var limits = Listing with { CardMessages = 3, PictureBesideChoices = false, PictureBesideRows = false };
        var several = Renderer.Lower(new("Found") { Cards = [Mug(1) with { Link = new("Open", "https://shop.example/1") }, Mug(2)] }, limits);

        several.Take(2).Should().OnlyContain(p => p.Picture != null && p.Choices.Count == 0 && p.Link == null);
        several[0].Text.Should().EndWith("Open: https://shop.example/1");
        several[2].Rows.Select(r => r.Payload).Should().Equal("add:1", "add:2");

        var one = Renderer.Lower(new("Found") { Cards = [Mug(1)] }, limits);
        one.Should().HaveCount(2);
        one[0].Should().BeEquivalentTo(new Rendered("") { Picture = Mug(1).Picture });
        one[1].Choices.Should().ContainSingle();
    }

    [Fact]
    public void A_carousel_without_room_for_a_cards_text_has_it_said_above()
    {
        var parts = Renderer.Lower(new("Which size?") { Cards = [Mug(1) with { Text = "Holds the sea." }], Choices = [new("S", "s")] }, Rich with { CardText = false });

        parts[0].Text.Should().Be("Which size?\nHolds the sea.");
        parts[1].Cards.Should().ContainSingle();
    }

    [Theory]
    [InlineData(500, 1)]
    [InlineData(590, 2)]
    public void A_picture_that_may_become_its_address_goes_before_a_text_that_leaves_no_room_for_it(int length, int messages)
    {
        var limits = Plain with { TextLength = 600, PictureAsLink = true };

        var parts = Renderer.Lower(new(new string('a', length)) { Picture = Mug(1).Picture }, limits);

        parts.Should().HaveCount(messages);
        parts[0].Picture.Should().NotBeNull();
        parts[^1].Text.Should().HaveLength(length);
    }

    [Fact]
    public void A_link_that_may_not_stand_beside_buttons_follows_in_a_message_of_its_own()
    {
        var parts = Renderer.Lower(Messages["link"], Listing);

        parts.Should().HaveCount(2);
        parts[0].Choices.Should().ContainSingle();
        parts[1].Link!.Url.Should().EndWith("0123456789abcdef");
    }

    [Fact]
    public void Labels_that_look_alike_when_clipped_get_their_number()
    {
        var part = Renderer.Lower(new("Which?") { Choices = [new("Waterproof trail jacket blue", "a"), new("Waterproof trail jacket red", "b")] }, Rich).Single();

        part.Choices.Select(c => c.Label).Should().Equal("1 Waterproof trail…", "2 Waterproof trail…");
    }

    [Fact]
    public void Labels_that_look_alike_when_emoji_are_counted_in_units_get_their_number_too()
    {
        const string family = "👨‍👩‍👧‍👦";
        var part = Renderer.Lower(new("Which?") { Choices = [new(family + family + " 1", "a"), new(family + family + " 2", "b")] }, Rich).Single();

        part.Choices.Select(c => c.Label).Should().Equal("1 " + family + "…", "2 " + family + "…");
    }

    [Fact]
    public void Buttons_stand_under_the_last_part_of_a_long_text()
    {
        var parts = Renderer.Lower(Messages["long"], Bytes);

        parts.Should().HaveCountGreaterThan(1);
        parts.SkipLast(1).Should().NotContain(p => p.Choices.Count > 0);
        parts[^1].Choices.Should().ContainSingle();
    }

    [Fact]
    public void Nothing_to_say_is_no_message() => Renderer.Lower(new(" "), Rich).Should().BeEmpty();

    private static RichMessage Sizes(int count) => new("Which size?") { Choices = [.. Enumerable.Range(1, count).Select(n => new Choice("Size " + n, "size:" + n))] };

    private static Card Mug(int n) => new($"Mug {n}", "$18.00") { Picture = new($"https://shop.example/{n}.jpg", "A mug"), Choices = [new("Add", "add:" + n)] };
}
