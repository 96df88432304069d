using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Linking;

/// <summary>A code is sent where it arrives, and not after it is worth nothing.</summary>
public sealed class LinkReachTests(TestDatabase database) : LinkTest(database)
{
    [Fact]
    public async Task A_code_that_could_not_go_out_in_time_is_never_delivered()
    {
        var person = await Open();
        await person.Closes();
        await person.Says("link my other chat");
        await person.Says(person.Phone);
        await PostOffice.Until(async () => await person.Ask<long>($"select count(*) from outbox where dedupe_key like 'link:%' and state = 'held'") == 1, "the code to be held");
        (await person.Ask<bool>($"select bool_and(expires_at between now() + interval '9 minutes' and now() + interval '10 minutes') from outbox where dedupe_key like 'link:%'")).Should().BeTrue();
        await person.Db.Execute($"update outbox set expires_at = now() where dedupe_key like 'link:%'", default);

        await person.Writes("hello");

        await PostOffice.Until(async () => await person.Ask<long>($"select count(*) from outbox where dedupe_key like 'link:%' and state = 'withdrawn'") == 1, "the code to end");
        person.ByPost.Should().NotContain(text => text.Contains("is your code", StringComparison.Ordinal));
    }
}
