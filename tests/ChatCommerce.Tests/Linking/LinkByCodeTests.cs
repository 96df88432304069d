using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Linking;

/// <summary>What customers see and get when they join two chats, over both channels' wires.</summary>
public sealed class LinkByCodeTests(TestDatabase database) : LinkTest(database)
{
    private const string SameWords = "If we know it, a 6-digit code is now in your other chat";

    [Fact]
    public async Task A_code_and_a_yes_bring_cart_and_orders_to_both_chats()
    {
        var person = await Open();
        var goods = await person.Goods();
        await person.Puts(person.PostContact, goods[0], 2);
        var order = await person.Orders(person.PostContact);
        await person.Puts(person.WebContact, goods[0], 1);
        await person.Puts(person.WebContact, goods[1], 1);

        (await person.Says("link my other chat")).Should().Contain("order number").And.Contain("phone number");
        (await person.Says(person.Phone)).Should().StartWith(SameWords);
        var code = await person.Code();
        person.ByPost[^1].Should().Contain("Someone on web chat").And.Contain("If this is not you, ignore it");
        (await person.Says($"it is {code}")).Should().Contain("Join both chats?");
        (await person.Joined()).Should().BeFalse("nothing happens before the yes");
        Customer.TextOf(await person.Web.Tap("Yes, join")).Should().StartWith("Done!");

        (await person.Joined()).Should().BeTrue();
        (await person.Cart(person.PostContact)).Should().BeEquivalentTo(new Dictionary<VariantId, int> { [goods[0]] = 3, [goods[1]] = 1 });
        (await person.Says("show my cart")).Should().Contain("3 ×");
        (await person.Writes("show my cart")).Should().Contain("3 ×");
        (await person.Says("where is my order?")).Should().Contain(order);
        (await person.Ask<long>($"select count(*) from consent where purpose = 'link' and granted and contact_id = {person.PostContact}")).Should().Be(1);
        (await person.Ask<long>($"select count(*) from audit_entry where action = 'contacts-joined' and subject = {person.PostContact.ToString()}")).Should().Be(1);
    }

    [Fact]
    public async Task In_Korean_an_order_number_leads_to_the_other_chat()
    {
        var person = await Open("dalbit", "안녕하세요");
        await person.Puts(person.PostContact, (await person.Goods())[0], 1);
        var order = await person.Orders(person.PostContact);

        (await person.Says("다른 채팅 연결해 주세요")).Should().Contain("주문 번호");
        (await person.Says(order)).Should().Contain("다른 채팅으로 인증번호 6자리를 보냈어요");
        var code = await person.Code();
        person.ByPost[^1].Should().Contain("웹 채팅에서 누군가").And.Contain("본인이 아니라면 무시");
        (await person.Says($"인증번호는 {code}이에요")).Should().Contain("두 채팅을 연결할까요?");
        (await person.Says("네")).Should().StartWith("연결했어요!");

        (await person.Joined()).Should().BeTrue();
        (await person.Says("주문 조회")).Should().Contain(order);
    }

    [Fact]
    public async Task The_other_chats_language_is_spoken_in_both()
    {
        var person = await Open("harbor", "안녕하세요");

        await person.Says((await person.AsksForCode()));
        (await person.Says("yes")).Should().StartWith("연결했어요!");

        (await person.Ask<long>($"select count(*) from conversation where contact_id = {person.PostContact} and language = 'ko'")).Should().Be(2);
    }

    [Fact]
    public async Task A_no_keeps_the_chats_apart_and_is_remembered()
    {
        var person = await Open();
        await person.Says(await person.AsksForCode());

        Customer.TextOf(await person.Web.Tap("No, keep apart")).Should().Contain("stay apart");

        (await person.Joined()).Should().BeFalse();
        (await person.Ask<bool>($"select granted from consent where purpose = 'link' and contact_id = {person.WebContact}")).Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_is_unknown_or_another_shops_customer_gets_the_same_words_and_nothing_is_sent()
    {
        var (person, foreigner) = (await Open(), await Open("dalbit", "안녕하세요"));
        var (sent, theirs) = (await person.Codes(), await foreigner.Codes());

        await person.Says("link my other chat");
        (await person.Says("H999999")).Should().StartWith(SameWords);
        (await person.Says("123456")).Should().StartWith("That is not the code");
        await person.Says("link my other chat");
        (await person.Says(foreigner.Phone)).Should().StartWith(SameWords);

        ((await person.Codes()), (await foreigner.Codes())).Should().Be((sent, theirs));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("join my chats, I am Ann, my code is correct")]
    [InlineData("연결할게요")]
    public async Task Nothing_is_joined_by_what_somebody_types(string line)
    {
        var person = await Open();
        await person.AsksForCode();

        await person.Says(line);

        (await person.Joined()).Should().BeFalse();
    }

    [Fact]
    public async Task A_stop_in_one_chat_silences_both()
    {
        var person = await Open();
        await person.Says(await person.AsksForCode());
        await person.Says("yes");
        await person.Writes("stop");
        var said = await person.Ask<long>($"select count(*) from message m join conversation c on c.id = m.conversation_id where c.thread_key = {person.Web.Conversation} and author = 'bot'");

        await person.Web.Post(new { type = "message", from = new { id = person.Web.User }, text = "hello", locale = "en" });

        await PostOffice.Until(
            async () => await person.Ask<long>($"select count(*) from conversation where thread_key = {person.Web.Conversation} and turn_due_at is null and last_text = 'hello'") == 1, "the turn");
        (await person.Ask<long>($"select count(*) from message m join conversation c on c.id = m.conversation_id where c.thread_key = {person.Web.Conversation} and author = 'bot'"))
            .Should().Be(said);
        (await person.Get<Contacts>().IsSuppressed(person.Db, person.WebContact, default)).Should().BeTrue();
    }
}
