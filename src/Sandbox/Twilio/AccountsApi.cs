using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>The account itself, the files that customers sent, and typing.</summary>
internal sealed class AccountsApi(TwilioCaller caller, PhoneChats chats, Arrivals arrivals, MediaShelf media, ApiFaults faults)
{
    public async Task<IResult> Show(HttpContext http, string account)
    {
        if (caller.LinesOf(http.Request, account) is not [var line, ..] mine)
        {
            return TwilioAnswer.Unauthorized();
        }

        return await faults.Run(http, new ApiCall(line, "GET Account", TwilioAnswer.Troubles) { SameToken = mine }, () => TwilioAnswer.Ok(new()
        {
            ["sid"] = account, ["friendly_name"] = line.Name, ["status"] = "active", ["type"] = "Full",
        }));
    }

    /// <summary>The file lies on a host of its own, which asks for no sign-in.</summary>
    public async Task<IResult> Media(HttpContext http, string account, string id)
    {
        if (caller.LinesOf(http.Request, account) is not [var line, ..] mine)
        {
            return TwilioAnswer.Unauthorized();
        }

        return await faults.Run(http, new ApiCall(line, "GET Media", TwilioAnswer.Troubles) { SameToken = mine }, () =>
            media.Find(id) is null ? TwilioAnswer.NotFound() : Results.Redirect(MediaShelf.AddressOf(id), permanent: false, preserveMethod: true));
    }

    public async Task<IResult> Typing(HttpContext http)
    {
        var form = await TwilioCaller.Form(http.Request);
        var mine = caller.LinesOf(http.Request);
        if (mine.FirstOrDefault(line => line.Kind == TwilioWhatsAppPhone.Name) is not { } line)
        {
            return TwilioAnswer.Unauthorized();
        }

        return await faults.Run(http, new ApiCall(line, "POST Typing", TwilioAnswer.Troubles) { SameToken = mine }, () =>
        {
            if (form["channel"] != "whatsapp")
            {
                return TwilioAnswer.Bad(20001, "Channel is not supported");
            }

            if (chats.NewestFirst.FirstOrDefault(chat => chat.Line.Key == line.Key && chat.Find(form["messageId"]) is { FromShop: false }) is not { } chat)
            {
                return TwilioAnswer.NotFound();
            }

            arrivals.Change(chat, form["messageId"], bubble => bubble with { State = BubbleState.Read });
            arrivals.Typing(line, TwilioWhatsAppPhone.AddressOf(line, chat.Person));
            return TwilioAnswer.Ok(new JsonObject { ["success"] = true });
        });
    }
}
