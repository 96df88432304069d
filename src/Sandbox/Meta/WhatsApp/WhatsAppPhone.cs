using System.Globalization;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.WhatsApp;

/// <summary>WhatsApp as a customer holds it. Somebody without a phone number is known to shops by their business-scoped id alone.</summary>
internal sealed class WhatsAppPhone(MediaShelf media) : IPhoneProvider
{
    public const string Name = "whatsapp";

    public string Kind => Name;

    public string Title => "WhatsApp";

    public IReadOnlySet<Type> Acts { get; } = new HashSet<Type>
    {
        typeof(WriteText), typeof(SendMedia), typeof(SendLocation), typeof(SendContact), typeof(TapButton), typeof(PickRow), typeof(OrderFromCatalog),
        typeof(AskAboutProduct), typeof(SubmitForm), typeof(React), typeof(EditMessage), typeof(DeleteMessage), typeof(SetPreference),
        typeof(StartWithReference), typeof(ReadMessages), typeof(FailMessage), typeof(SendRaw),
    };

    public Redelivery Redelivery => MetaCalls.SevenDays;

    /// <summary>The same person has another id at each business.</summary>
    public static string UserIdOf(Line line, Person person) =>
        $"{person.Locale.Split('-')[^1].ToUpperInvariant()}.{person.Digits("bsuid " + (line.Setting("waba_id") ?? line.ExternalId), 17)}";

    public IReadOnlyList<string> AddressesOf(Line line, Person person) =>
        person.PhoneDigits.Length > 0 ? [UserIdOf(line, person), person.PhoneDigits, person.Phone] : [UserIdOf(line, person)];

    public string NewMessageId(PhoneChat chat) => Ids.New("wamid.", 40);

    public ProviderCall? Batch(Line line, IReadOnlyList<ProviderCall> calls) => MetaCalls.Batch(line, calls);

    public IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act) => act switch
    {
        SendRaw raw => [MetaCalls.Signed(chat.Line, "raw", raw.Body)],
        ReadMessages => [],
        FailMessage failed => [Value(chat, "status failed", "messages", "statuses", WhatsAppReports.Status(chat, failed.MessageId, "failed", act.At, failed.Code))],
        SetPreference wish => [Value(chat, "preference", "user_preferences", "user_preferences", Preference(chat, wish))],
        _ => [Value(chat, "message", "messages", "messages", Message(chat, act))],
    };

    public IReadOnlyList<ProviderCall> Report(PhoneChat chat, Bubble bubble, BubbleState state)
    {
        var at = bubble.At;
        ProviderCall Status(string status) =>
            Value(chat, "status " + status, "messages", "statuses", WhatsAppReports.Status(chat, bubble.Id, status, at));
        return state switch
        {
            BubbleState.Delivered => [Status("sent"), Status("delivered")],
            BubbleState.Read => [Status("read")],
            _ => [],
        };
    }

    private JsonObject Message(PhoneChat chat, CustomerAct act)
    {
        var (type, content) = WhatsAppContent.Of(chat, act, media);
        var message = From(chat.Line, chat.Person);
        message["id"] = act.Id;
        message["timestamp"] = Seconds(act.At);
        message["type"] = type;
        message[type] = content;
        if (WhatsAppContent.ContextOf(chat, act) is { } context)
        {
            message["context"] = context;
        }

        return message;
    }

    private static ProviderCall Value(PhoneChat chat, string type, string field, string list, JsonObject item)
    {
        var line = chat.Line;
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject { ["display_phone_number"] = line.Setting("phone")?.TrimStart('+') ?? "15557770101", ["phone_number_id"] = line.ExternalId },
            ["contacts"] = new JsonArray(Contact(line, chat.Person)),
            [list] = new JsonArray(item),
        };
        return MetaCalls.Signed(line, type, new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = line.Setting("waba_id") ?? "700800900100201",
                ["changes"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = value }),
            }),
        });
    }

    private static JsonObject Contact(Line line, Person person)
    {
        var contact = new JsonObject
        {
            ["profile"] = new JsonObject { ["name"] = person.Name, ["username"] = person.Username },
            ["user_id"] = UserIdOf(line, person),
        };
        if (person.PhoneDigits.Length > 0)
        {
            contact["wa_id"] = person.PhoneDigits;
        }

        return contact;
    }

    private static JsonObject From(Line line, Person person)
    {
        var from = new JsonObject { ["from_user_id"] = UserIdOf(line, person) };
        if (person.PhoneDigits.Length > 0)
        {
            from["from"] = person.PhoneDigits;
        }

        return from;
    }

    private static JsonObject Preference(PhoneChat chat, SetPreference wish)
    {
        var item = new JsonObject
        {
            ["user_id"] = UserIdOf(chat.Line, chat.Person), ["category"] = "marketing_messages", ["value"] = wish.Stop ? "stop" : "resume",
            ["detail"] = wish.Stop ? "User requested to stop marketing messages" : "User requested to resume marketing messages",
            ["timestamp"] = wish.At.ToUnixTimeSeconds(),
        };
        if (chat.Person.PhoneDigits.Length > 0)
        {
            item["wa_id"] = chat.Person.PhoneDigits;
        }

        return item;
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
