using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>The names of people whose provider tells them only to who asks.</summary>
public sealed class ProfileTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Theory]
    [InlineData("messenger", "sam", "Sam Rivera")]
    [InlineData("instagram", "linh", "Linh Tran")]
    public async Task Who_writes_is_shown_with_the_name_that_the_provider_knows(string kind, string person, string name)
    {
        var phone = world.Market.Phone(kind, "harbor", person);
        await phone.Say("hi");
        var contact = await Named(kind, person);

        (await (await world.Browser("agent")).Get("/harbor/inbox")).Read.Should().Contain(name);
        await phone.Say("are you there?");
        (await Contact(contact)).Should().Be($"{name} 1", "it is asked for once");
        (await Lookups(kind, await ThreadOf(kind, person))).Should().Be(1);
    }

    [Fact]
    public async Task The_language_that_the_provider_tells_is_taken_when_none_was_known()
    {
        await world.Market.Phone("messenger", "harbor", "mina").Say("👋");

        var contact = await Named("messenger", "mina");

        (await world.Database.Ask<string>($"select language from contact where id = '{contact}'")).Should().Equal("ko");
    }

    [Fact]
    public async Task A_provider_in_trouble_is_asked_again_later()
    {
        using var fault = await world.Market.Provider.PostAsJsonAsync("/sandbox/faults", new { provider = "instagram", side = "api", kind = "server-error", match = "GET object", times = 1 });
        fault.EnsureSuccessStatusCode();
        await world.Market.Phone("instagram", "dalbit", "amal").Say("안녕하세요");
        var thread = await ThreadOf("instagram", "amal", "dalbit");
        await PostOffice.Until(async () => (await world.Database.Ask<int>(
            $"update conversation set profile_due_at = now() where thread_key = '{thread}' and profile_attempts = 1 and profile_due_at < now() + interval '1 minute' returning 1")).Count == 1, "the first try to fail");

        await Named("instagram", "amal", "dalbit");
    }

    [Fact]
    public async Task A_name_that_came_with_the_message_is_not_asked_for()
    {
        await world.Market.Phone("telegram", "harbor", "sam").Say("hi");

        (await world.Database.Ask<bool>("""
            select c.profile_due_at is null and c.profile_attempts = 0 from conversation c join channel_account a on a.id = c.channel_account_id where a.kind = 'telegram'
            """)).Should().Equal(true);
    }

    [Fact]
    public async Task Who_wrote_before_names_were_looked_up_is_looked_up_once()
    {
        var phone = world.Market.Phone("messenger", "harbor", "former");
        await phone.Say("hi");
        var contact = await Named("messenger", "former");
        var thread = await ThreadOf("messenger", "former");
        await world.Database.Run($"update contact set display_name = null where id = '{contact}'; update conversation set profile_attempts = 0, profile_due_at = null where thread_key = '{thread}'");
        var people = world.Host.Services.GetRequiredService<NamelessPeople>();

        await people.Run(default);

        (await world.Database.Ask<bool>($"select profile_due_at between now() and now() + interval '1 hour' from conversation where thread_key = '{thread}'")).Should().Equal(true);
        await world.Database.Run($"update conversation set profile_due_at = now() where thread_key = '{thread}'");
        await Named("messenger", "former");
        await world.Database.Run($"update contact set display_name = null where id = '{contact}'");
        await people.Run(default);
        (await world.Database.Ask<bool>($"select profile_due_at is null from conversation where thread_key = '{thread}'")).Should().Equal([true], "who was asked about is not asked about again");
    }

    private async Task<Guid> Named(string kind, string person, string slug = "harbor")
    {
        var thread = await ThreadOf(kind, person, slug);
        List<Guid> found = [];
        await PostOffice.Until(async () => (found = await world.Database.Ask<Guid>(
            $"select p.id from contact p join conversation c on c.contact_id = p.id where c.thread_key = '{thread}' and p.display_name is not null")).Count == 1, "the name of " + person);
        return found[0];
    }

    private async Task<string> Contact(Guid contact) => (await world.Database.Ask<string>(
        $"select p.display_name || ' ' || c.profile_attempts from contact p join conversation c on c.contact_id = p.id where p.id = '{contact}'"))[0];

    private async Task<string> ThreadOf(string kind, string person, string slug = "harbor") =>
        (await world.Market.Provider.GetFromJsonAsync<JsonElement>($"/sandbox/phones/{kind}/{slug}/{person}/chat")).GetProperty("addresses")[0].GetString()!;

    private async Task<int> Lookups(string kind, string thread)
    {
        var traffic = await world.Market.Provider.GetFromJsonAsync<JsonElement[]>("/sandbox/traffic?limit=500");
        return traffic!.Count(e => e.GetProperty("provider").GetString() == kind && e.GetProperty("url").GetString()!.Contains(thread + "?fields", StringComparison.Ordinal));
    }
}
