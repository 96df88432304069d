using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Tests.Channels.Meta;

namespace ChatCommerce.Tests.Channels.WhatsApp;

/// <summary>Bodies as WhatsApp's webhooks have them, and what our channel reads in them.</summary>
internal static class WhatsAppBodies
{
    public const string Number = "200300400500601";

    public const string Contacts = """[{"profile":{"name":"Mina Park","username":"mina.p"},"wa_id":"821012345678","user_id":"KR.70351288412390871123"}]""";

    public static ChannelAccount Account { get; } = FakeGraph.Account("whatsapp", Number);

    public static IReadOnlyList<Received> Read(string body) => WhatsAppReader.Read(MetaCalls.Call(body), Account);

    public static string Message(string fields) => Value(
        $$""" "contacts":{{Contacts}},"messages":[{"from":"821012345678","from_user_id":"KR.70351288412390871123","id":"wamid.T1","timestamp":"1790000001",{{fields}}}] """);

    public static string Value(string fields) => Change("messages", fields);

    public static string Change(string field, string fields) =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"700800900100201","changes":[{"field":"{{{field}}}","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15557770101","phone_number_id":"{{{Number}}}"},{{{fields}}}}}]}]}""";
}
