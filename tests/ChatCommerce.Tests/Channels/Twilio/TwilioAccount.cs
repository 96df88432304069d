using System.Net;
using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Twilio;
using ChatCommerce.Channels.Twilio.Sending;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;

namespace ChatCommerce.Tests.Channels.Twilio;

/// <summary>Both of Twilio's channels with an account each, over a provider that answers as told.</summary>
internal sealed class TwilioAccount
{
    public const string Token = "12345";
    public const string Sid = "AC00000000000000000000000000000001";
    private readonly TestClock clock = new();

    public TwilioAccount()
    {
        var api = new TwilioApi(new ProviderClient(Provider, clock), new MediaDownload(Provider), new TwilioOptions());
        WhatsApp = new(api, new TwilioContents(api));
        Sms = new(api);
        WhatsAppAccount = Of("whatsapp_twilio", "whatsapp:+14155550199");
        SmsAccount = Of("sms", "+14155550199");
    }

    public ScriptedProvider Provider { get; } = new();

    public TwilioWhatsAppChannel WhatsApp { get; }

    public TwilioSmsChannel Sms { get; }

    public ChannelAccount WhatsAppAccount { get; set; }

    public ChannelAccount SmsAccount { get; set; }

    public static string Body(params IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&', fields.Select(f => $"{WebUtility.UrlEncode(f.Name)}={WebUtility.UrlEncode(f.Value)}"));

    public WebhookRequest Request(string body, string url = "https://example.com/twilio/inbound", string? signature = null, string type = "application/x-www-form-urlencoded")
    {
        var address = new Uri(url);
        return new("POST", address, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = type, ["X-Twilio-Signature"] = signature ?? "" },
            Encoding.UTF8.GetBytes(body))
        {
            ReceivedAt = clock.GetUtcNow(),
            Query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query).ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal),
        };
    }

    public IReadOnlyList<InboundEvent> Read(string body) => [.. WhatsApp.Read(Request(body), WhatsAppAccount).Select(r => r.Event)];

    public Task<Accepted> Send(Rendered content, string to = "whatsapp:+821012345678", Permit? permit = null) =>
        WhatsApp.Send(Part(WhatsAppAccount, content, to, permit), CancellationToken.None);

    public Task<Accepted> SendSms(Rendered content, string to = "+14155550123") => Sms.Send(Part(SmsAccount, content, to, null), CancellationToken.None);

    public TwilioAccount Takes(string sid = "SM61")
    {
        Provider.Answers(201, $$"""{"sid":"{{sid}}","status":"queued","error_code":null}""");
        return this;
    }

    public TwilioAccount Refuses(int status, int code)
    {
        Provider.Answers(status, $$"""{"code":{{code}},"message":"Refused","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}}}""");
        return this;
    }

    private OutboundPart Part(ChannelAccount account, Rendered content, string to, Permit? permit) =>
        new(account, to, new OutboxId(Guid.Parse("01890000-0000-7000-8000-000000000001")), 0, content, permit ?? Permit.FreeForm) { Class = MessageClass.Reply };

    private ChannelAccount Of(string kind, string externalId) => new(Id.New<TenantId>(clock), Id.New<ChannelAccountId>(clock), kind, externalId, "Twilio",
        new Dictionary<string, string> { ["auth_token"] = Token }, new Dictionary<string, string> { ["account_sid"] = Sid })
    {
        WebhookUrl = new($"https://example.com/webhooks/{kind}/secret"),
    };
}
