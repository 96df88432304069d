using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Meta.Api;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.Messaging;

/// <summary><c>POST /{page}/messages</c>: a message, or an action such as typing.</summary>
internal static class MessagingCalls
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan HumanWindow = TimeSpan.FromDays(7);

    public static IResult Send(GraphApi api, Line line, JsonElement body)
    {
        var to = Demand.Text(Demand.Object(body, "recipient"), "id", 64);
        if (api.Arrivals.Find(line, to) is not { } chat)
        {
            return new MetaError(StatusCodes.Status400BadRequest, 100, "(#100) No matching user found") { Subcode = 2018001 }.Result;
        }

        if (Demand.Optional(body, "sender_action", 20) is { } action)
        {
            return Act(api, line, body, (chat, to, action));
        }

        var bubble = MessagingMessage.Read(Demand.Object(body, "message"), line.Kind) with { Raw = body.GetRawText() };
        var human = IsHuman(body, line);
        if (chat.Stopped)
        {
            return new MetaError(StatusCodes.Status400BadRequest, 551, "(#551) This person isn't available right now.") { Subcode = 1545041 }.Result;
        }

        if (api.Silence(chat) >= (human ? HumanWindow : Window))
        {
            return new MetaError(StatusCodes.Status403Forbidden, 10, "(#10) This message is sent outside of allowed window.")
            {
                Subcode = line.Kind is MessagingPhone.Instagram ? 2534022 : 2018278,
            }.Result;
        }

        var arrived = api.Arrivals.Received(line, to, human ? bubble with { Note = "human agent" } : bubble)!;
        return GraphApi.Json(new JsonObject { ["recipient_id"] = to, ["message_id"] = arrived.Bubble.Id });
    }

    // Tags other than these went in April 2026.
    private static bool IsHuman(JsonElement body, Line line) => Demand.Optional(body, "messaging_type", 20) switch
    {
        "MESSAGE_TAG" => Demand.Text(body, "tag", 40) is "HUMAN_AGENT" ? true : throw new Refused(MetaError.Parameter("The tag is not supported any more.")),
        "RESPONSE" or "UPDATE" => false,
        null when line.Kind is MessagingPhone.Instagram => false,
        _ => throw new Refused(MetaError.Parameter("messaging_type must be RESPONSE, UPDATE or MESSAGE_TAG.")),
    };

    private static IResult Act(GraphApi api, Line line, JsonElement body, (PhoneChat Chat, string To, string Action) wanted)
    {
        if (Demand.Member(body, "message").ValueKind is not JsonValueKind.Undefined)
        {
            return MetaError.Parameter("sender_action and message may not stand in one request.").Result;
        }

        switch (wanted.Action)
        {
            case "typing_on":
                api.Arrivals.Typing(line, wanted.To);
                break;
            case "mark_seen":
                foreach (var bubble in wanted.Chat.Bubbles.Where(bubble => bubble is { FromShop: false, State: not BubbleState.Read }))
                {
                    api.Arrivals.Change(wanted.Chat, bubble.Id, seen => seen with { State = BubbleState.Read });
                }

                break;
            case "typing_off":
                break;
            default:
                return MetaError.Parameter("sender_action is typing_on, typing_off or mark_seen.").Result;
        }

        return GraphApi.Json(new JsonObject { ["recipient_id"] = wanted.To });
    }
}
