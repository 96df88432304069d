using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.BotHost.WebChat;
using Deque.AxeCore.Playwright;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatCommerce.Browser.Chat;

public sealed class ChatWidgetTests(Chromium chromium, ChatHost host) : IClassFixture<Chromium>, IClassFixture<ChatHost>
{
    private const string Policy = "default-src 'self'; img-src 'self' https: data:; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:";

    [Fact]
    public async Task A_visitor_talks_and_finds_the_conversation_again_after_a_reload()
    {
        await using var visit = await Visit("harbor", "en");
        await visit.Open();
        await visit.Say("red shoes");
        await Expect(visit.Bubbles("me")).ToHaveTextAsync(["red shoes"]);
        await host.ShopSays(host.Harbor, await visit.Thread(), "Here are some.");
        await Expect(visit.Bubbles("shop")).ToHaveTextAsync(["Here are some."]);

        await visit.Page.ReloadAsync();
        await visit.Open();

        await Expect(visit.Bubbles("me")).ToHaveTextAsync(["red shoes"]);
        await Expect(visit.Bubbles("shop")).ToHaveTextAsync(["Here are some."]);
        visit.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Cards_and_answers_are_shown_and_a_tap_says_what_the_button_said()
    {
        await using var visit = await Visit("harbor", "en");
        await visit.Open();
        await visit.Say("mugs");
        var thread = await visit.Thread();
        await host.ShopSays(host.Harbor, thread, new RichMessage("Two mugs:")
        {
            Cards = [.. Enumerable.Range(1, 2).Select(n => new Card($"Mug {n}", "18.00 USD") { Choices = [new("Add", "add:" + n)], Link = new("Page", "https://shop.example/p") })],
            Choices = [new("Show cart", "cart")],
            Link = new("Pay", "https://shop.example/c/x"),
        });

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Mug 2" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Pay" })).ToHaveAttributeAsync("href", "https://shop.example/c/x");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).Nth(1).ClickAsync();
        await Expect(visit.Bubbles("me")).ToHaveTextAsync(["mugs", "Add"]);
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show cart" })).ToHaveCountAsync(0);
        await Stored(thread, "choice", "add:2");
        visit.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_card_without_buttons_shows_its_words_and_nothing_else()
    {
        await using var visit = await Visit("harbor", "en");
        await visit.Open();
        await visit.Say("a mug");

        await host.ShopSays(host.Harbor, await visit.Thread(), new RichMessage("This one:") { Cards = [new("Mug", "18.00 USD") { Text = "Holds tea." }] });

        await Expect(visit.Page.GetByRole(AriaRole.Article)).ToHaveTextAsync("Mug18.00 USDHolds tea.");
    }

    [Fact]
    public async Task Opening_with_a_reference_tells_the_shop_what_it_is_about()
    {
        await using var visit = await Visit("harbor", "en", "p:pier-mug");
        await visit.Open();

        await WaitFor(async () => (await host.Database.Ask<string>("select event ->> 'reference' from inbound_event where event ->> 'reference' is not null")).Contains("p:pier-mug"));
    }

    [Fact]
    public async Task By_keyboard_alone_the_chat_is_opened_used_and_closed()
    {
        await using var visit = await Visit("harbor", "en");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Chat" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByLabel("Write a message")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("hello");
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await visit.Page.Keyboard.TypeAsync("there");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Bubbles("me")).ToHaveTextAsync(["hello\nthere"]);

        await visit.Page.Keyboard.PressAsync("Escape");

        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Chat" })).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en")]
    [InlineData(ColorScheme.Dark, "ko")]
    public async Task On_a_narrow_phone_it_fills_the_screen_and_reads_well(ColorScheme scheme, string language)
    {
        await using var visit = await Visit("dalbit", language, viewport: new() { Width = 360, Height = 640 }, scheme: scheme);
        await visit.Open();
        await visit.Say("운동화 보여줘");
        await host.ShopSays(host.Dalbit, await visit.Thread(), new RichMessage("이런 상품이 있어요.")
        {
            Cards = [.. Enumerable.Range(1, 4).Select(n => new Card("새벽 러닝화 " + n, "89,000원") { Choices = [new("담기", "add:" + n)] })],
            Choices = [new("장바구니 보기", "cart"), new("상담원 연결", "human")],
        });
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "새벽 러닝화 4" })).ToBeVisibleAsync();

        var box = (await visit.Page.GetByRole(AriaRole.Dialog).BoundingBoxAsync())!;
        (box.X, box.Y, box.Width, box.Height).Should().Be((0, 0, 360, 640));
        (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360")).Should().BeTrue();
        var axe = await visit.Page.RunAxe();
        axe.Violations.Select(v => v.Id + ": " + string.Join(", ", v.Nodes.Select(n => n.Html))).Should().BeEmpty();
        visit.Problems.Should().BeEmpty();
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToHaveAttributeAsync("aria-label", language == "ko" ? "대화" : "Conversation");
    }

    [Fact]
    public async Task What_could_not_be_sent_says_so_and_is_sent_once_when_tried_again()
    {
        await using var visit = await Visit("harbor", "en");
        await visit.Open();
        await visit.Page.RouteAsync("**/activities", route => route.AbortAsync());
        await visit.Say("are you there?");
        var again = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await Expect(again).ToBeVisibleAsync(new() { Timeout = 15_000 });

        await visit.Page.UnrouteAsync("**/activities");
        await again.ClickAsync();

        await Stored(await visit.Thread(), "text", "are you there?");
        await Expect(again).ToHaveCountAsync(0);
        await Expect(visit.Bubbles("me")).ToHaveTextAsync(["are you there?"]);
    }

    private async Task Stored(string thread, string kind, string text) => await WaitFor(async () => (await host.Database.Ask<string>(
        $"select m.content::text from message m join conversation c on c.id = m.conversation_id where c.thread_key = '{thread}' and m.content ->> 'kind' = '{kind}'"))
        .Any(content => content.Contains(text, StringComparison.Ordinal)));

    private static async Task WaitFor(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private Task<ChatVisit> Visit(string slug, string language, string reference = "", ViewportSize? viewport = null, ColorScheme scheme = ColorScheme.Light) =>
        ChatVisit.Start(chromium.Browser, host, new($"/{slug}/chat/token", language, reference, Policy), viewport, scheme);
}
