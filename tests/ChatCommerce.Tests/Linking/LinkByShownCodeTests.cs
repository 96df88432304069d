using System.Globalization;
using System.Text.RegularExpressions;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Linking;

/// <summary>People who know no number of their other chat: a code shown in one is typed in the other, and both sides say yes.</summary>
public sealed partial class LinkByShownCodeTests(TestDatabase database) : LinkTest(database)
{
    [Fact]
    public async Task A_shown_code_and_two_yeses_bring_cart_orders_and_language_to_both_chats()
    {
        var person = await Open("harbor", "안녕하세요");
        var goods = await person.Goods();
        await person.Puts(person.PostContact, goods[0], 2);
        var order = await person.Orders(person.PostContact);
        await person.Puts(person.WebContact, goods[1], 1);

        var code = await Shown(person);
        (await person.Writes(code)).Should().Contain("웹 채팅").And.Contain("장바구니(2개)").And.Contain(order);
        (await person.Joined()).Should().BeFalse();
        (await person.Writes("네")).Should().Contain("아직 아무것도 공유되지 않았어요");
        (await person.Joined()).Should().BeFalse("the chat that showed the code has not agreed yet");
        var asked = Customer.TextOf(await person.Web.Expect("Your code was typed on"));
        asked.Should().Contain("your cart (1 item)").And.Contain("what you order from now on");
        (await person.Says("yes")).Should().StartWith("연결했어요!");

        (await person.Joined()).Should().BeTrue();
        (await person.Cart(person.PostContact)).Should().BeEquivalentTo(new Dictionary<VariantId, int> { [goods[0]] = 2, [goods[1]] = 1 });
        (await person.Says("주문 조회")).Should().Contain(order);
        (await person.Ask<long>($"select count(*) from conversation where contact_id = {person.PostContact} and language = 'ko'")).Should().Be(2);
        (await person.Ask<long>($"select count(*) from audit_entry where action = 'contacts-joined' and subject = {person.PostContact.ToString()}")).Should().Be(1);
    }

    [Fact]
    public async Task In_Korean_the_code_of_one_chat_is_typed_in_the_other()
    {
        var person = await Open("dalbit", "안녕하세요");

        (await person.Says("채팅 연결해 주세요")).Should().Contain("주문 번호");
        var shown = await person.Says("둘 다 없어요");
        shown.Should().StartWith("인증번호는").And.Contain("아무에게도 알려 주지 마세요");
        (await person.Writes(SixDigits.Match(shown).Value)).Should().Contain("웹 채팅에서 보여 드린 인증번호예요");
        await person.Writes("네");
        await person.Web.Expect("인증번호가 입력됐어요");
        Customer.TextOf(await person.Web.Tap("네, 연결할게요")).Should().StartWith("연결했어요!");

        (await person.Joined()).Should().BeTrue();
    }

    [Fact]
    public async Task Whoever_is_talked_into_typing_a_code_keeps_what_is_theirs_by_a_no()
    {
        var person = await Open();
        await person.Writes(await Shown(person));

        (await person.Writes("no")).Should().Contain("stay apart");

        (await person.Joined()).Should().BeFalse();
        (await person.Ask<bool>($"select granted from consent where purpose = 'link' and contact_id = {person.PostContact}")).Should().BeFalse();
        (await person.Questions()).Should().Be(0, "the one who showed it is not even asked");
    }

    [Fact]
    public async Task Whoever_lost_a_code_to_somebody_else_keeps_what_is_theirs_by_a_no()
    {
        var person = await Open();
        await person.Writes(await Shown(person));
        await person.Writes("yes");
        await person.Web.Expect("Your code was typed");

        Customer.TextOf(await person.Web.Tap("No, keep apart")).Should().Contain("stay apart");

        (await person.Joined()).Should().BeFalse();
        (await person.Says("yes")).Should().NotStartWith("Done!");
    }

    [Fact]
    public async Task The_way_is_offered_whether_or_not_anybody_is_known()
    {
        var person = await Open();
        await person.Says("link my other chat");
        await person.Says("H999999");
        var unknown = person.Web.Replies.Last().ToString().Contains("Show me a code", StringComparison.Ordinal);
        await person.Says("link my other chat");
        await person.Says(person.Phone);

        (unknown, person.Web.Replies.Last().ToString().Contains("Show me a code", StringComparison.Ordinal)).Should().Be((true, true));
    }

    [Fact]
    public async Task A_shown_code_serves_once_and_not_where_it_is_shown()
    {
        var (person, other) = (await Open(), await Open());
        var code = await Shown(person);

        (await person.Says(code)).Should().StartWith("That is the code for your other chat");
        (await person.Writes(code)).Should().Contain("Say yes only if");
        (await other.Writes(code)).Should().StartWith("There is no open code");
    }

    [Fact]
    public async Task A_shown_code_is_dead_after_ten_minutes()
    {
        var person = await Open();
        var code = await Shown(person);
        (await person.Ask<double>($"select extract(epoch from expires_at - created_at)::float8 from link_code where from_contact = {person.WebContact}")).Should().Be(600);
        await Database.Run($"update link_code set expires_at = now() - interval '1 second' where from_contact = '{person.WebContact}'");

        (await person.Writes(code)).Should().StartWith("There is no open code");
    }

    [Fact]
    public async Task Five_misses_in_a_chat_end_its_tries()
    {
        var person = await Open();
        var code = await Shown(person);
        for (var i = 1; i <= 5; i++)
        {
            (await person.Writes(Other(code, i))).Should().StartWith("There is no open code");
        }

        (await person.Writes(code)).Should().StartWith("There is no open code");
    }

    [Fact]
    public async Task Many_people_who_guess_end_the_tries_of_their_shop_and_of_no_other()
    {
        var (person, foreigner) = (await Open(), await Open("dalbit", "안녕하세요"));
        var code = await Shown(person);
        await Database.Run($"""
            insert into link_miss (tenant_id, id, contact_id, at) select tenant_id, gen_random_uuid(), id, now() from contact, generate_series(1, {ShownCodes.MissesOfAll})
            where id = '{person.WebContact}'
            """);

        (await person.Writes(code)).Should().StartWith("There is no open code");

        await foreigner.Says("채팅 연결");
        (await foreigner.Writes(SixDigits.Match(await foreigner.Says("둘 다 없어요")).Value)).Should().Contain("인증번호예요");
        await Database.Run($"delete from link_miss where contact_id = '{person.WebContact}'");
    }

    [Fact]
    public async Task Another_shops_code_opens_nothing()
    {
        var (person, foreigner) = (await Open(), await Open("dalbit", "안녕하세요"));

        (await foreigner.Writes(await Shown(person))).Should().StartWith("지금 확인할 수 있는 그런 인증번호가 없어요");
    }

    [Fact]
    public async Task Codes_are_shown_three_times_an_hour_and_the_last_one_counts()
    {
        var person = await Open();
        string[] codes = [await Shown(person), await Shown(person), await Shown(person)];

        (await person.Says("show me a link code")).Should().StartWith("You asked for several codes");
        (await person.Writes(codes[0])).Should().StartWith("There is no open code");
        (await person.Writes(codes[2])).Should().Contain("Say yes only if");
    }

    [Fact]
    public async Task A_notice_takes_the_joined_persons_chat_that_it_reaches()
    {
        var person = await Open();
        await person.Writes(await Shown(person));
        await person.Writes("yes");
        await person.Web.Expect("Your code was typed");
        await person.Web.Tap("Yes, join");
        await person.Closes();

        await Office.Tells(person.Thread, new("Your parcel is at the door."));

        await person.Web.Expect("Your parcel is at the door.");
        person.ByPost.Should().NotContain("Your parcel is at the door.");
    }

    private static async Task<string> Shown(Person person)
    {
        await person.Says("link my chats");
        return SixDigits.Match(Customer.TextOf(await person.Web.Tap("Show me a code"))).Value;
    }

    private static string Other(string code, int by) =>
        ((int.Parse(code, CultureInfo.InvariantCulture) + by) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex SixDigits { get; }
}
