using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>Who writes through Twilio, and what it tells late or twice.</summary>
public sealed class TwilioPeopleTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task Somebody_without_a_number_is_answered_where_they_wrote_from()
    {
        await Introduce("ravi", phone: "");
        var phone = world.Market.Phone("whatsapp_twilio", "harbor", "ravi");

        (await phone.Say("show my cart")).Text.Should().Contain("empty");

        (await world.Database.Ask<string>("select thread_key from conversation where thread_key like 'whatsapp:US.%'")).Should().ContainSingle();
        (await world.Database.Ask<string>("select string_agg(kind, ',') from contact_identity i join conversation c on c.contact_id = i.contact_id where c.thread_key like 'whatsapp:US.%'")).Should().Equal("wa_bsuid");
    }

    [Fact]
    public async Task Who_gets_a_number_that_was_a_customers_starts_anew()
    {
        const string number = "+12025550777";
        await Introduce("olive", number);
        var before = world.Market.Phone("whatsapp_twilio", "harbor", "olive");
        await before.Say("hello");
        await Cart("whatsapp:" + number);
        (await before.Say("show my cart")).Text.Should().NotContain("empty");
        await Introduce("olive", "+12025550778");
        await Introduce("peter", number);

        (await world.Market.Phone("whatsapp_twilio", "harbor", "peter").Say("show my cart")).Text.Should().Contain("empty");

        (await world.Database.Ask<long>($"select count(distinct contact_id) from conversation where thread_key like 'whatsapp:{number}%'")).Should().Equal(2);
        await world.Market.Phone("whatsapp_twilio", "harbor", "peter").Say("hello");
        (await world.Database.Ask<long>($"select count(*) from conversation where thread_key like 'whatsapp:{number}%'")).Should().Equal([2L], "it is theirs from then on");
    }

    [Fact]
    public async Task A_message_that_comes_by_the_fallback_address_too_counts_once()
    {
        var phone = world.Market.Phone("whatsapp_twilio", "harbor", "fay");
        var sid = await phone.Write("hello");
        await phone.Expect(_ => true);

        await phone.Do(Raw("whatsapp_twilio", sid, "whatsapp:" + await PhoneOf("fay"), "hello", fallback: true));
        await phone.Do(Raw("whatsapp_twilio", "SMfallbackOnly0001", "whatsapp:" + await PhoneOf("fay"), "show my cart", fallback: true));

        await phone.Expect("empty");
        (await world.Database.Ask<long>($"select count(*) from inbound_event where provider_key = '{sid}'")).Should().Equal(1);
        (await world.Database.Ask<long>("select count(*) from inbound_event where provider_key = 'SMfallbackOnly0001'")).Should().Equal([1L], "where the first call never came it is a message");
    }

    [Fact]
    public async Task A_text_message_of_a_sender_without_a_number_is_kept_and_shown_and_not_answered()
    {
        var phone = world.Market.Phone("sms", "harbor", "ned");
        await phone.Do(Raw("sms", "SMnobody0001", "SHOPNEWS", "Big sale!", fallback: false));

        await world.Database.Until("select count(*) from inbound_event where state = 'parked' and kind = 'unreadable' and problem like '%no phone number%'", 1L);
        (await (await world.Browser("owner")).Get(await Page("sms"))).Read.Should().Contain("1 in 30 days, kept");
        (await world.Database.Ask<long>("select count(*) from conversation where thread_key = 'SHOPNEWS'")).Should().Equal(0);
    }

    [Fact]
    public async Task A_closed_window_told_in_a_report_holds_what_follows_too()
    {
        var phone = world.Market.Phone("whatsapp_twilio", "harbor", "gus");
        await phone.Say("hello");
        var thread = "whatsapp:" + await PhoneOf("gus");
        await Older("gus");

        await StaffWrites(thread, "Your parcel is here.");
        await Becomes("Your parcel is here.", "held");
        var shown = (await phone.FromShop()).Count;
        await StaffWrites(thread, "It waits at the desk.");

        await Becomes("It waits at the desk.", "held");
        (await world.Database.Ask<long>("select count(*) from send_attempt a join outbox o on o.id = a.outbox_id join message m on m.id = o.message_id where m.text = 'It waits at the desk.'")).Should().Equal([0L], "the provider was not asked again");
        (await phone.FromShop()).Should().HaveCount(shown);
        await phone.Write("hi again");
        await phone.Expect("Your parcel is here.");
        await phone.Expect("It waits at the desk.");
    }

    private object Raw(string kind, string sid, string from, string text, bool fallback)
    {
        var account = world.Host.Shops.Tenant("harbor").Channel(kind);
        Dictionary<string, string> fields = new()
        {
            ["MessageSid"] = sid, ["SmsSid"] = sid, ["AccountSid"] = account.Settings["account_sid"], ["From"] = from, ["To"] = account.ExternalId, ["Body"] = text, ["NumMedia"] = "0",
        };
        if (fallback)
        {
            (fields["ErrorCode"], fields["ErrorUrl"]) = ("11200", account.Webhook);
        }

        return new { @do = "raw", body = JsonSerializer.Serialize(fields) };
    }

    private async Task Introduce(string person, string phone)
    {
        using var put = await world.Market.Provider.PutAsJsonAsync($"/sandbox/people/{person}", new { phone });
        put.EnsureSuccessStatusCode();
    }

    private async Task<string> PhoneOf(string person)
    {
        using var put = await world.Market.Provider.PutAsJsonAsync($"/sandbox/people/{person}", new { });
        return (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("phone").GetString()!;
    }

    private async Task Older(string person)
    {
        using var put = await world.Market.Provider.PutAsJsonAsync($"/sandbox/phones/whatsapp_twilio/harbor/{person}/settings", new { olderByHours = 48 });
        put.EnsureSuccessStatusCode();
    }

    private Task Cart(string thread) => world.Database.Run($"""
        with opened as (
            insert into cart (tenant_id, id, contact_id, currency, updated_at)
            select c.tenant_id, gen_random_uuid(), c.contact_id, 'USD', now() from conversation c where c.thread_key = '{thread}' returning tenant_id, id)
        insert into cart_line (tenant_id, cart_id, variant_id, quantity, added_at)
        select o.tenant_id, o.id, v.id, 1, now() from opened o join variant v on v.tenant_id = o.tenant_id and v.sku = 'HG-PACER-40-NAV'
        """);

    private async Task StaffWrites(string thread, string text)
    {
        using var api = world.Host.Api("harbor", "owner");
        var id = (await world.Database.Ask<Guid>($"select id from conversation where thread_key = '{thread}'"))[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversations/{id}/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        (await api.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private Task Becomes(string text, string state) =>
        world.Database.Until($"select count(*) from outbox o join message m on m.id = o.message_id where m.text = '{text}' and o.state = '{state}'", 1L);

    private async Task<string> Page(string kind)
    {
        var id = await world.Database.Ask<string>($"select id::text from channel_account where external_id = '{world.Host.Shops.Tenant("harbor").Channel(kind).ExternalId}' and kind = '{kind}'");
        return $"/harbor/manage/channels/{id[0]}";
    }
}
