using System.Globalization;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Linking;

/// <summary>What a code is good for: one person of one shop, once, for ten minutes.</summary>
public sealed class LinkCodeTests(TestDatabase database) : LinkTest(database)
{
    private const string SameWords = "If we know it, a 6-digit code is now in your other chat";

    [Fact]
    public async Task Five_wrong_codes_end_the_right_one()
    {
        var person = await Open();
        var code = await person.AsksForCode();
        var wrong = ((int.Parse(code, CultureInfo.InvariantCulture) + 1) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        for (var left = 4; left > 0; left--)
        {
            (await person.Says(wrong)).Should().Contain($"({left} more tr");
        }

        (await person.Says(wrong)).Should().StartWith("There is no open code");

        (await person.Says(code)).Should().StartWith("There is no open code");
        (await person.Joined()).Should().BeFalse();
    }

    [Fact]
    public async Task A_code_is_dead_after_ten_minutes()
    {
        var person = await Open();
        var code = await person.AsksForCode();
        (await person.Ask<double>($"select extract(epoch from expires_at - created_at)::float8 from link_code where from_contact = {person.WebContact}")).Should().Be(600);
        await Database.Run($"update link_code set expires_at = now() - interval '1 second' where from_contact = '{person.WebContact}'");

        (await person.Says(code)).Should().StartWith("There is no open code");
    }

    [Fact]
    public async Task A_code_serves_once()
    {
        var person = await Open();
        var code = await person.AsksForCode();
        await person.Says(code);

        (await person.Says(code)).Should().StartWith("There is no open code");
        (await person.Says("yes")).Should().NotStartWith("Done!");

        (await person.Joined()).Should().BeFalse();
    }

    [Fact]
    public async Task A_code_of_another_shop_or_another_person_is_wrong_here()
    {
        var (person, foreigner, neighbour) = (await Open(), await Open("dalbit", "안녕하세요"), await Open());
        await foreigner.Says("다른 채팅 연결");
        await foreigner.Says(foreigner.Phone);
        string[] codes = [await foreigner.Code(), await neighbour.AsksForCode()];
        await person.Says("link my other chat");
        await person.Says("H999999");

        foreach (var code in codes)
        {
            (await person.Says(code)).Should().StartWith("That is not the code");
        }
    }

    [Fact]
    public async Task Codes_are_asked_for_three_times_an_hour_and_no_more()
    {
        var (person, other) = (await Open(), await Open());
        for (var i = 0; i < 3; i++)
        {
            await person.AsksForCode();
        }

        await person.Says("link my other chat");
        (await person.Says(person.Phone)).Should().StartWith("You asked for several codes");
        var sent = await person.Codes();
        await other.Says("link my other chat");
        (await other.Says(person.Phone)).Should().StartWith(SameWords, "who is asked too often is not asked, and nobody is told");
        (await person.Codes()).Should().Be(sent);
    }
}
