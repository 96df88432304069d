using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.BotHost.Jobs;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>What customers send as files: fetched from the provider while it has them, kept, and seen by the people of the shop alone.</summary>
public sealed class InboundMediaTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 7, 7, 7];

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("whatsapp_twilio")]
    [InlineData("sms")]
    [InlineData("instagram")]
    [InlineData("messenger")]
    [InlineData("telegram")]
    public async Task A_picture_is_seen_in_the_inbox_by_the_people_of_the_shop_alone(string kind)
    {
        var sent = await Send(kind, "picture-" + kind.Replace('_', '-'), Image(Picture, "do you have <b>this</b>?"));
        await Until(sent, "stored");

        var (agent, address) = (await world.Browser("agent"), $"/harbor/inbox/{sent.Conversation}/files/{sent.Message}");
        var page = await agent.Get($"/harbor/inbox/{sent.Conversation}");
        page.Text.Should().Contain($"src=\"{address}\"").And.NotContain("<b>this</b>");
        page.Read.Should().Contain("do you have <b>this</b>?\" loading", "what the customer wrote stands for the picture where it cannot be seen");
        var shown = await agent.Get(address);
        (shown.Status, shown.Type).Should().Be((200, "image/png"));

        (await (await world.Browser("owner", "dalbit")).Get(address)).Status.Should().Be(404, "it is another shop's");
        (await (await world.Browser("owner", "dalbit")).Get(address.Replace("harbor", "dalbit", StringComparison.Ordinal))).Status.Should().Be(404);
        using var api = world.Host.Api("harbor", "viewer");
        (await api.GetByteArrayAsync($"/api/v1/conversations/{sent.Conversation}/messages/{sent.Message}/file")).Should().Equal(Picture);
        using var other = world.Host.Api("dalbit", "owner");
        (await other.GetAsync($"/api/v1/conversations/{sent.Conversation}/messages/{sent.Message}/file")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_sandbox_shows_the_downloads_without_the_token_in_their_addresses()
    {
        await Until(await Send("telegram", "watched", Image(Picture, null)), "stored");
        await Until(await Send("messenger", "watched", Image(Picture, null)), "stored");

        var traffic = (await world.Market.Provider.GetFromJsonAsync<JsonElement[]>("/sandbox/traffic?limit=500"))!.Select(e => e.GetProperty("url").GetString()!).ToList();
        traffic.Should().Contain(url => url.StartsWith("/telegram/file/bot", StringComparison.Ordinal)).And.Contain(url => url.StartsWith("/meta/cdn/messenger/", StringComparison.Ordinal));
        traffic.Should().NotContain(url => url.Contains(world.Host.Shops.Tenant("harbor").Channel("telegram").Secrets["bot_token"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_is_downloaded_under_its_own_name_and_runs_nothing()
    {
        var sent = await Send("whatsapp", "papers", new
        {
            @do = "media", kind = "file", contentType = "application/pdf", fileName = "sizes.pdf", content = Convert.ToBase64String("%PDF-1.7"u8.ToArray()),
        });
        await Until(sent, "stored");

        (await (await world.Browser("agent")).Get($"/harbor/inbox/{sent.Conversation}")).Read.Should().Contain(">sizes.pdf</a>").And.Contain("File, 8 bytes");
        using var api = world.Host.Api("harbor", "viewer");
        using var file = await api.GetAsync($"/api/v1/conversations/{sent.Conversation}/messages/{sent.Message}/file");
        file.Content.Headers.ContentDisposition!.ToString().Should().StartWith("attachment").And.Contain("sizes.pdf");
        file.Headers.GetValues("Content-Security-Policy").Should().Equal("sandbox; default-src 'none'");
        file.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task What_is_not_the_picture_it_claims_to_be_is_refused_and_staff_read_why()
    {
        var sent = await Send("telegram", "liar", Image("<script>alert(1)</script>"u8.ToArray(), null));
        await Until(sent, "refused");

        (await (await world.Browser("agent")).Get($"/harbor/inbox/{sent.Conversation}")).Read.Should().Contain("Picture not kept").And.Contain("was announced as image");
        (await (await world.Browser("agent")).Get($"/harbor/inbox/{sent.Conversation}/files/{sent.Message}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused()
    {
        var sent = await Send("whatsapp_twilio", "heavy", Image([.. Picture, .. new byte[17 * 1024 * 1024]], null));

        await Until(sent, "refused");
        (await world.Database.Ask<string>($"select problem from inbound_media where message_id = '{sent.Message}'"))[0].Should().Contain("too large");
    }

    [Fact]
    public async Task A_file_that_is_no_longer_there_is_marked_as_expired()
    {
        var shop = world.Host.Shops.Tenant("harbor");
        var phone = world.Market.Phone("messenger", "harbor", "late");
        await phone.Say("hi");
        var person = (await world.Database.Ask<string>("select c.thread_key from conversation c join channel_account a on a.id = c.channel_account_id where a.kind = 'messenger' order by c.created_at desc limit 1"))[0];
        var gone = new Uri(world.Market.Provider.BaseAddress!, "/meta/cdn/messenger/gone");
        await phone.Do(new
        {
            @do = "raw",
            body = $$$"""{"object":"page","entry":[{"id":"{{{shop.Channel("messenger").ExternalId}}}","messaging":[{"sender":{"id":"{{{person}}}"},"recipient":{"id":"{{{shop.Channel("messenger").ExternalId}}}"},"timestamp":1790000000000,"message":{"mid":"m_GONE","attachments":[{"type":"image","payload":{"url":"{{{gone}}}"}}]}}]}]}""",
        });

        await Until(await Sent("m_GONE"), "expired");
    }

    [Fact]
    public async Task A_provider_in_trouble_is_asked_again_and_the_outcome_counts_once()
    {
        using var fault = await world.Market.Provider.PostAsJsonAsync("/sandbox/faults", new { provider = "whatsapp", side = "api", kind = "server-error", match = "GET object", times = 1 });
        fault.EnsureSuccessStatusCode();

        var sent = await Send("whatsapp", "patient", Image(Picture, null));

        await Until(sent, "stored");
        (await world.Database.Ask<int>($"select attempts from inbound_media where message_id = '{sent.Message}'")).Should().Equal(2);
    }

    [Fact]
    public async Task What_the_customer_takes_back_is_deleted()
    {
        var phone = world.Market.Phone("instagram", "harbor", "shy");
        var id = await phone.Do(Image(Picture, null));
        await Until(await Sent(id), "stored");

        await phone.Do(new { @do = "delete", messageId = id });

        await PostOffice.Until(async () => (await world.Database.Ask<long>(
            $"select count(*) from inbound_media f join message m on m.id = f.message_id where m.provider_id = '{id}'"))[0] == 0, "the file to go");
    }

    [Fact]
    public async Task After_ninety_days_the_bytes_go_and_the_thread_says_so()
    {
        var sent = await Send("sms", "old", Image(Picture, null));
        await Until(sent, "stored");
        await world.Database.Run($"update inbound_media set finished_at = now() - interval '91 days' where message_id = '{sent.Message}'");

        await world.Host.Services.GetRequiredService<PruneOldRows>().Run(CancellationToken.None);

        (await (await world.Browser("agent")).Get($"/harbor/inbox/{sent.Conversation}")).Read.Should().Contain("Files are kept for 90 days.");
    }

    private static object Image(byte[] content, string? caption) =>
        new { @do = "media", kind = "image", contentType = "image/png", content = Convert.ToBase64String(content), caption };

    private async Task<SentFile> Send(string kind, string person, object act)
    {
        var id = await world.Market.Phone(kind, "harbor", person).Do(act);
        var chat = await world.Market.Provider.GetFromJsonAsync<JsonElement>($"/sandbox/phones/{kind}/harbor/{person}/chat");
        return await Sent(kind == "telegram" ? $"{chat.GetProperty("addresses")[0].GetString()}:{id}" : id);
    }

    private async Task<SentFile> Sent(string providerId)
    {
        List<Guid> found = [];
        await PostOffice.Until(async () => (found = await world.Database.Ask<Guid>($"""
            select unnest(array[m.conversation_id, m.id]) from message m join inbound_media f on f.message_id = m.id
            where m.provider_id = '{providerId}'
            """)).Count == 2, "the message " + providerId);
        return new(found[0], found[1]);
    }

    private Task Until(SentFile sent, string state) => PostOffice.Until(
        async () => (await world.Database.Ask<string>($"select state from inbound_media where message_id = '{sent.Message}'"))[0] == state, "the file to be " + state);

    private sealed record SentFile(Guid Conversation, Guid Message);
}
