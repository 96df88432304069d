using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Traffic;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>
/// Plays Programmable Messaging below <c>/twilio</c>, the Content API below <c>/twilio-content</c> and typing below
/// <c>/twilio-messaging</c>, for WhatsApp and SMS alike.
/// </summary>
internal static class TwilioModule
{
    public static IServiceCollection AddTwilio(this IServiceCollection services) => services
        .AddSingleton<OwnAddress>()
        .AddSingleton<StatusAddresses>()
        .AddSingleton<Contents>()
        .AddSingleton<TwilioCaller>()
        .AddSingleton<MessagesApi>()
        .AddSingleton<AccountsApi>()
        .AddSingleton<IPhoneProvider, TwilioWhatsAppPhone>()
        .AddSingleton<IPhoneProvider, SmsPhone>();

    public static void MapTwilio(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/twilio/2010-04-01/Accounts").WithMetadata(new PlaysApiOf("twilio"));
        api.MapPost("{account}/Messages.json", (HttpContext http, MessagesApi messages, string account) => messages.Create(http, account));
        api.MapGet("{account}.json", (HttpContext http, AccountsApi accounts, string account) => accounts.Show(http, account));
        api.MapGet("{account}/Messages/{message}/Media/{media}", (HttpContext http, AccountsApi accounts, string account, string media) => accounts.Media(http, account, media));

        var content = routes.MapGroup("/twilio-content/v1/Content").WithMetadata(new PlaysApiOf("twilio"));
        content.MapPost("", (HttpContext http, Contents contents, TwilioCaller caller) => contents.Create(http, caller));
        content.MapPost("{sid}/ApprovalRequests/whatsapp", (HttpContext http, Contents contents, TwilioCaller caller, string sid) => contents.Approve(http, caller, sid));

        routes.MapPost("/twilio-messaging/v2/Indicators/Typing.json", (HttpContext http, AccountsApi accounts) => accounts.Typing(http))
            .WithMetadata(new PlaysApiOf("twilio"));
    }
}
