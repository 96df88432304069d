using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>What Meta's reviewers say of a template, and where an ad brought somebody from, reaches the shop.</summary>
public sealed class TemplateReviewTests(MetaOffice office) : IClassFixture<MetaOffice>
{
    [Fact]
    public async Task A_review_changes_the_template_and_the_owner_reads_why()
    {
        await office.Db.Execute($"""
            insert into message_template (tenant_id, id, channel_account_id, class, language, name, body, status, changed_at)
            select tenant_id, {Guid.CreateVersion7()}, id, 'notice', 'en_US', 'order_paid', 'Paid.', 'pending', now() from channel_account where kind = 'whatsapp'
            """, CancellationToken.None);

        await Review("APPROVED", "NONE");
        (await Template()).Should().Be("approved ");
        await Review("FLAGGED", "NONE");
        (await Template()).Should().Be("approved ", "a flag is a warning");
        await Review("REJECTED", "INVALID_FORMAT");

        (await Template()).Should().Be("rejected INVALID_FORMAT");
        using var owner = new StaffBrowser(office.Host.Address);
        await owner.Enter(office.Host.Shops.Tenant("harbor").SignIn("owner"));
        var account = await office.Ask<Guid>($"select id from channel_account where kind = 'whatsapp'");
        (await owner.Get($"/harbor/manage/channels/{account}")).Read.Should().Contain("order_paid").And.Contain("INVALID_FORMAT");
        (await office.Ask<long>($"select count(*) from audit_entry where action = 'channel.template-reviewed'")).Should().Be(2);
    }

    [Fact]
    public async Task An_ad_leaves_its_trace_and_staff_see_it_in_the_thread()
    {
        const string user = "KR.Ad1";
        await office.Change("messages", $$""" "messages":[{{MetaOffice.Message(user, null, "wamid.AD1", """ "referral":{"source_url":"https://fb.me/testad1","source_id":"120299900011122233","source_type":"ad","headline":"Autumn runners","ctwa_clid":"TESTCLID0001"},"type":"text","text":{"body":"I saw the ad"} """)}}] """);

        (await office.Ask<string>($"select (event->'referral')::text from inbound_event where provider_key = 'wamid.AD1'"))
            .Should().Be("""{"adId": "120299900011122233", "source": "ad", "clickId": "TESTCLID0001", "headline": "Autumn runners"}""");
        using var staff = new StaffBrowser(office.Host.Address);
        await staff.Enter(office.Host.Shops.Tenant("harbor").SignIn("agent"));
        var conversation = await office.Ask<Guid>($"select id from conversation where thread_key = {user}");
        (await staff.Get($"/harbor/inbox/{conversation}")).Read.Should().Contain("Came from ad · Autumn runners · 120299900011122233");
    }

    private Task Review(string state, string reason) => office.Post(office.WhatsApp,
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"{{{office.WhatsApp.Settings["waba_id"]}}}","time":1790000024,"changes":[{"field":"message_template_status_update","value":{"event":"{{{state}}}","message_template_id":9,"message_template_name":"order_paid","message_template_language":"en_US","reason":"{{{reason}}}"}}]}]}""");

    private Task<string> Template() => office.Ask<string>($"select status || ' ' || coalesce(reason, '') from message_template where name = 'order_paid'");
}
