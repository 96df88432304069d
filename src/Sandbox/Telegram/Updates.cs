using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Telegram;

/// <summary>Acts and bubbles in the words of the Bot API (core.telegram.org/bots/api#update).</summary>
internal static class Updates
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The update's kind and what stands under it.</returns>
    public static (string Kind, JsonObject Body) Of(PhoneChat chat, CustomerAct act) => act switch
    {
        TapButton tapped => ("callback_query", Tap(chat, tapped)),
        React react => ("message_reaction", Reaction(chat, react)),
        EditMessage edit => ("edited_message", Edited(chat, edit)),
        SetPreference preference => ("my_chat_member", Membership(chat, preference)),
        _ => ("message", With(Message(chat, act), Said(act))),
    };

    public static JsonObject Chat(PhoneChat chat) => new()
    {
        ["id"] = TelegramPhone.UserIdOf(chat.Person),
        ["first_name"] = chat.Person.FirstName,
        ["username"] = chat.Person.Username,
        ["type"] = "private",
    };

    public static JsonObject Bot(Line line) => new()
    {
        ["id"] = long.TryParse(line.ExternalId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0,
        ["is_bot"] = true,
        ["first_name"] = line.Name,
        ["username"] = line.Setting("username") ?? "bot",
    };

    /// <summary>A message of the bot as it comes back to it.</summary>
    public static JsonObject OfBot(PhoneChat chat, Bubble bubble)
    {
        JsonObject message = new()
        {
            ["message_id"] = Number(bubble.Id),
            ["from"] = Bot(chat.Line),
            ["chat"] = Chat(chat),
            ["date"] = bubble.At.ToUnixTimeSeconds(),
            [bubble.Media is null ? "text" : "caption"] = bubble.Text,
        };
        if (bubble.Buttons.Count > 0)
        {
            message["reply_markup"] = new JsonObject { ["inline_keyboard"] = new JsonArray([.. bubble.Buttons.Select(button => (JsonNode)new JsonArray(Button(button)))]) };
        }

        return message;
    }

    private static JsonObject Button(BubbleButton button) => button.Url is { } url
        ? new() { ["text"] = button.Label, ["url"] = url }
        : new() { ["text"] = button.Label, ["callback_data"] = button.Payload };

    private static JsonObject Person(PhoneChat chat) => new()
    {
        ["id"] = TelegramPhone.UserIdOf(chat.Person),
        ["is_bot"] = false,
        ["first_name"] = chat.Person.FirstName,
        ["last_name"] = chat.Person.LastName,
        ["username"] = chat.Person.Username,
        ["language_code"] = chat.Person.Language,
    };

    private static JsonObject Message(PhoneChat chat, CustomerAct act)
    {
        JsonObject message = new()
        {
            ["message_id"] = Number(act.Id), ["from"] = Person(chat), ["chat"] = Chat(chat), ["date"] = act.At.ToUnixTimeSeconds(),
        };
        if (act.ReplyTo is { } earlier && chat.Find(earlier) is { } bubble)
        {
            message["reply_to_message"] = OfBot(chat, bubble);
        }

        return message;
    }

    private static JsonObject Said(CustomerAct act) => act switch
    {
        WriteText said => new() { ["text"] = said.Text },
        StartWithReference start => new()
        {
            ["text"] = $"/start {start.Reference}".TrimEnd(),
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = 6 }),
        },
        SendMedia media => Media(media),
        SendLocation { Name: null } place => new() { ["location"] = Point(place) },
        SendLocation place => new()
        {
            ["location"] = Point(place), ["venue"] = new JsonObject { ["location"] = Point(place), ["title"] = place.Name, ["address"] = place.Address ?? "" },
        },
        SendContact contact => new() { ["contact"] = new JsonObject { ["phone_number"] = contact.Phone, ["first_name"] = contact.Name } },
        _ => throw new InvalidOperationException($"Telegram has no {act.GetType().Name}."),
    };

    private static JsonObject Media(SendMedia sent)
    {
        JsonObject file = new() { ["file_id"] = sent.MediaId, ["file_unique_id"] = sent.MediaId[..8], ["mime_type"] = sent.ContentType, ["file_name"] = sent.FileName };
        JsonObject said = sent.Kind switch
        {
            MediaKind.Image => new() { ["photo"] = new JsonArray(Size(sent, "small", 90), Size(sent, "", 1_280)) },
            MediaKind.Audio => new() { ["voice"] = With(file, new() { ["duration"] = 4 }) },
            MediaKind.Video => new() { ["video"] = With(file, new() { ["width"] = 640, ["height"] = 360, ["duration"] = 4 }) },
            MediaKind.Sticker => new() { ["sticker"] = With(file, new() { ["emoji"] = "👍" }) },
            _ => new() { ["document"] = file },
        };
        if (sent.Caption is { } caption)
        {
            said["caption"] = caption;
        }

        return said;
    }

    private static JsonObject Size(SendMedia sent, string mark, int width) =>
        new() { ["file_id"] = sent.MediaId + mark, ["file_unique_id"] = sent.MediaId[..8] + mark, ["width"] = width, ["height"] = width * 3 / 4 };

    private static JsonObject Point(SendLocation place) => new() { ["latitude"] = place.Latitude, ["longitude"] = place.Longitude };

    private static JsonObject Tap(PhoneChat chat, TapButton tapped)
    {
        JsonObject query = new() { ["id"] = chat.Note(TelegramPhone.Spinner), ["from"] = Person(chat) };
        if ((tapped.MessageId is { } id ? chat.Find(id) : chat.Offering(tapped.Payload)) is { } bubble)
        {
            query["message"] = OfBot(chat, bubble);
        }

        return With(query, new() { ["chat_instance"] = chat.Person.Number("chat instance").ToString(CultureInfo.InvariantCulture), ["data"] = tapped.Payload });
    }

    private static JsonObject Reaction(PhoneChat chat, React react) => new()
    {
        ["chat"] = Chat(chat),
        ["message_id"] = Number(react.MessageId),
        ["user"] = Person(chat),
        ["date"] = react.At.ToUnixTimeSeconds(),
        ["old_reaction"] = new JsonArray(),
        ["new_reaction"] = react.Emoji is { } emoji ? new JsonArray(new JsonObject { ["type"] = "emoji", ["emoji"] = emoji }) : [],
    };

    private static JsonObject Edited(PhoneChat chat, EditMessage edit) => With(Message(chat, edit), new()
    {
        ["message_id"] = Number(edit.MessageId), ["edit_date"] = edit.At.ToUnixTimeSeconds(), ["text"] = edit.Text,
    });

    private static JsonObject Membership(PhoneChat chat, SetPreference preference) => new()
    {
        ["chat"] = Chat(chat),
        ["from"] = Person(chat),
        ["date"] = preference.At.ToUnixTimeSeconds(),
        ["old_chat_member"] = new JsonObject { ["user"] = Bot(chat.Line), ["status"] = preference.Stop ? "member" : "kicked" },
        ["new_chat_member"] = new JsonObject { ["user"] = Bot(chat.Line), ["status"] = preference.Stop ? "kicked" : "member", ["until_date"] = 0 },
    };

    private static JsonObject With(JsonObject one, JsonObject other)
    {
        foreach (var (name, value) in other.ToList())
        {
            other.Remove(name);
            one[name] = value;
        }

        return one;
    }

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
