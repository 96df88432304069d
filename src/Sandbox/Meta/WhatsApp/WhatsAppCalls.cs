using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Meta.Api;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.WhatsApp;

/// <summary><c>POST /{number}/messages</c>: a message, or a mark that one was read.</summary>
internal static class WhatsAppCalls
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static IResult Send(GraphApi api, Line line, JsonElement body)
    {
        if (Demand.Optional(body, "status", 20) is "read")
        {
            return Read(api, line, body);
        }

        var (address, asId) = Address(body);
        var bubble = WhatsAppMessage.Read(body);
        if (api.Arrivals.Find(line, address) is not { } chat || (asId && address != WhatsAppPhone.UserIdOf(line, chat.Person)))
        {
            return new MetaError(StatusCodes.Status400BadRequest, 131026, "(#131026) Message undeliverable") { Details = "Message undeliverable." }.Result;
        }

        if (bubble.Note?.StartsWith("template", StringComparison.Ordinal) != true && api.Silence(chat) >= Window)
        {
            return new MetaError(StatusCodes.Status400BadRequest, 131047, "(#131047) Re-engagement message")
            {
                Details = "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
            }.Result;
        }

        var arrived = api.Arrivals.Received(line, address, bubble)!;
        return GraphApi.Json(new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = address, [asId ? "user_id" : "wa_id"] = asId ? address : chat.Person.PhoneDigits }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = arrived.Bubble.Id, ["message_status"] = "accepted" }),
        });
    }

    // With both, "to" wins; a business-scoped id in "to" reaches nobody.
    private static (string Address, bool AsId) Address(JsonElement body)
    {
        if (Demand.Optional(body, "to", 40) is { Length: > 0 } phone)
        {
            return phone.TrimStart('+').All(char.IsAsciiDigit) ? (phone.TrimStart('+'), false)
                : throw new Refused(new(StatusCodes.Status400BadRequest, 131026, "(#131026) Message undeliverable"));
        }

        return Demand.Optional(body, "recipient", 160) is { Length: > 0 } id ? (id, true) : throw new Refused(MetaError.Missing("to"));
    }

    private static IResult Read(GraphApi api, Line line, JsonElement body)
    {
        var id = Demand.Text(body, "message_id", 200);
        if (api.Chats.NewestFirst.FirstOrDefault(c => c.Line.Key == line.Key && c.Find(id) is { FromShop: false }) is not { } chat)
        {
            return new MetaError(StatusCodes.Status400BadRequest, 131009, "(#131009) Parameter value is not valid") { Details = "message_id is not one of yours." }.Result;
        }

        // Those before it are marked with it.
        foreach (var seen in chat.Bubbles.TakeWhile(bubble => bubble.Id != id).Append(chat.Find(id)!).Where(bubble => bubble is { FromShop: false, State: not BubbleState.Read }))
        {
            api.Arrivals.Change(chat, seen.Id, bubble => bubble with { State = BubbleState.Read });
        }

        if (Demand.Member(body, "typing_indicator").ValueKind is JsonValueKind.Object)
        {
            api.Arrivals.Typing(line, WhatsAppPhone.UserIdOf(line, chat.Person));
        }

        return GraphApi.Json(new JsonObject { ["success"] = true });
    }
}
