using ChatCommerce.Channels;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Instagram;
using ChatCommerce.Channels.Messenger;
using ChatCommerce.Channels.Meta.Messaging;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Meta;

/// <summary>What the page says to subscribe to is what the readers read, no less and no more.</summary>
public sealed class SubscribedFieldsTests
{
    private static readonly Dictionary<string, string> WhatsApp = new()
    {
        ["messages"] = """{"messages":[{"from":"821012345678","id":"wamid.1","timestamp":"1790000001","type":"text","text":{"body":"hi"}}]}""",
        ["smb_message_echoes"] = """{"message_echoes":[{"from":"15557770101","to":"821012345678","id":"wamid.2","timestamp":"1790000022","type":"text","text":{"body":"hi"}}]}""",
        ["user_preferences"] = """{"user_preferences":[{"wa_id":"821012345678","category":"marketing_messages","value":"stop","timestamp":"1790000023"}]}""",
        ["user_id_update"] = """{"user_id_update":[{"wa_id":"821012345678","user_id":{"previous":"KR.1","current":"KR.2"},"timestamp":"1790000023"}]}""",
        ["message_template_status_update"] = """{"event":"APPROVED","message_template_id":1,"message_template_name":"order_paid","message_template_language":"ko"}""",
        ["messaging_handovers"] = """{"sender":{"phone_number":"821012345678"},"timestamp":"1790000023","pass_thread_control":{}}""",
        ["standby"] = """{"messages":[{"from":"821012345678","id":"wamid.3","timestamp":"1790000001","type":"text","text":{"body":"hi"}}]}""",
    };

    // By the name of Messenger's field; Instagram's own names stand beside.
    private static readonly (string Messenger, string? Instagram, string Item)[] Messaging =
    [
        ("messages", "messages", """ "message":{"mid":"m1","text":"hi"} """),
        ("message_echoes", null, """ "message":{"mid":"m2","text":"hi","is_echo":true} """),
        ("message_edits", "message_edit", """ "message_edit":{"mid":"m1","text":"hello","num_edit":1} """),
        ("message_reactions", "message_reactions", """ "reaction":{"mid":"m1","action":"react","emoji":"❤"} """),
        ("message_deliveries", null, """ "delivery":{"mids":["m1"],"watermark":1790000000000} """),
        ("message_reads", "messaging_seen", """ "read":{"mid":"m1","watermark":1790000000000} """),
        ("messaging_postbacks", "messaging_postbacks", """ "postback":{"mid":"m3","title":"Add","payload":"a:1"} """),
        ("messaging_optins", "messaging_optins", """ "optin":{"ref":"p:mug"} """),
        ("messaging_referrals", "messaging_referral", """ "referral":{"ref":"p:mug","source":"SHORTLINK","type":"OPEN_THREAD"} """),
        ("messaging_handovers", "messaging_handover", """ "pass_thread_control":{"new_owner_app_id":"1"} """),
    ];

    [Fact]
    public void Whatsapp_is_subscribed_to_what_is_read()
    {
        Step(WhatsAppAccount.Form).Should().BeEquivalentTo(WhatsApp.Keys);
        foreach (var (field, value) in WhatsApp)
        {
            Read(WhatsAppReader.Read, $$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"{{field}}","value":{{value}}}]}]}""")
                .Should().NotBeOfType<AccountNews>(field).And.NotBeOfType<Unsupported>(field);
        }

        Read(WhatsAppReader.Read, """{"entry":[{"id":"1","changes":[{"field":"flows","value":{}}]}]}""").Should().BeOfType<AccountNews>();
    }

    [Fact]
    public void Messenger_and_instagram_are_subscribed_to_what_is_read()
    {
        Step(MessengerAccount.Form).Should().BeEquivalentTo(Messaging.Select(f => f.Messenger).Append("standby"));
        Step(InstagramAccount.Form).Should().BeEquivalentTo(Messaging.Select(f => f.Instagram).OfType<string>().Append("standby"));
        foreach (var (field, _, item) in Messaging)
        {
            Read((request, account) => MessagingReader.Read(request, account, "psid"), $$$"""{"entry":[{"id":"1","messaging":[{"sender":{"id":"7"},"recipient":{"id":"1"},"timestamp":1790000000000,{{{item}}}}]}]}""")
                .Should().NotBeOfType<AccountNews>(field).And.NotBeOfType<Unsupported>(field);
        }
    }

    private static string[] Step(AccountForm form)
    {
        var step = form.Steps.Single(s => s.StartsWith("Subscribe to these fields: ", StringComparison.Ordinal));
        return step["Subscribe to these fields: ".Length..].TrimEnd('.').Split(", ");
    }

    private static InboundContent Read(Func<WebhookRequest, ChannelAccount, IReadOnlyList<Received>> read, string body) =>
        read(MetaCalls.Call(body), FakeGraph.Account("messenger", "1")).Single().Event.Content;
}
