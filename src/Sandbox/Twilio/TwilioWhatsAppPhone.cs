using System.Collections.Frozen;
using System.Text.Json;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>WhatsApp on a customer's phone, for a shop that has it through Twilio.</summary>
internal sealed class TwilioWhatsAppPhone(StatusAddresses statuses, OwnAddress own) : TwilioPhone(statuses, own)
{
    public const string Name = "whatsapp_twilio";

    public override string Kind => Name;

    public override string Title => "WhatsApp (Twilio)";

    public override IReadOnlySet<Type> Acts { get; } = new[]
    {
        typeof(WriteText), typeof(SendMedia), typeof(SendLocation), typeof(TapButton), typeof(PickRow), typeof(SubmitForm), typeof(StartWithReference),
        typeof(ReadMessages), typeof(FailMessage), typeof(SendRaw),
    }.ToFrozenSet();

    protected override bool HasReceipts => true;

    public override IReadOnlyList<string> AddressesOf(Line line, Person person) =>
        person.PhoneDigits.Length > 0 ? [AddressOf(line, person), "whatsapp:" + ScopedId(line, person)] : [AddressOf(line, person)];

    /// <summary>Somebody who shows no phone number is known, and written to, by their business-scoped id alone.</summary>
    public static string AddressOf(Line line, Person person) => "whatsapp:" + (person.PhoneDigits.Length > 0 ? person.Phone : ScopedId(line, person));

    protected override string FromOf(PhoneChat chat) => AddressOf(chat.Line, chat.Person);

    protected override IEnumerable<KeyValuePair<string, string>> About(PhoneChat chat, CustomerAct act) =>
    [
        new("ProfileName", chat.Person.Name),
        chat.Person.PhoneDigits.Length > 0 ? new("WaId", chat.Person.PhoneDigits) : new("ProfileUsername", chat.Person.Username),
        new("ExternalUserId", ScopedId(chat.Line, chat.Person)),
        new("MessageType", TypeOf(act)),
        .. act.ReplyTo is { } earlier ? Answering(chat, earlier) : [],
    ];

    protected override IEnumerable<KeyValuePair<string, string>> Said(PhoneChat chat, CustomerAct act) => act switch
    {
        WriteText said => Words(said.Text),
        StartWithReference start => Words($"{start.Text ?? "Hi"} (ref: {start.Reference})"),
        SendMedia sent => Media(chat, sent),
        SendLocation place =>
        [
            .. Words(""), new("Latitude", TwilioCalls.Number(place.Latitude)), new("Longitude", TwilioCalls.Number(place.Longitude)),
            new("Label", place.Name ?? ""), new("Address", place.Address ?? ""),
        ],
        TapButton tapped =>
        [
            .. Words(LabelOf(tapped.Label, tapped.Payload)), new("ButtonText", LabelOf(tapped.Label, tapped.Payload)), new("ButtonPayload", tapped.Payload),
            .. chat.Offering(tapped.Payload) is { } offer ? Answering(chat, offer.Id) : [],
        ],
        PickRow picked =>
        [
            .. Words(LabelOf(picked.Label, picked.Payload)), new("ListId", picked.Payload), new("ListTitle", LabelOf(picked.Label, picked.Payload)),
            new("ListDescription", picked.Description ?? ""),
        ],
        SubmitForm form => [.. Words(""), new("InteractiveData", JsonSerializer.Serialize(form.Fields))],
        _ => throw new InvalidOperationException($"{Title} has no {act.GetType().Name}."),
    };

    private static IEnumerable<KeyValuePair<string, string>> Answering(PhoneChat chat, string sid) =>
        [new("OriginalRepliedMessageSid", sid), new("OriginalRepliedMessageSender", chat.Line.ExternalId)];

    private static string LabelOf(string label, string payload) => label.Length > 0 ? label : payload;

    private static string TypeOf(CustomerAct act) => act switch
    {
        SendMedia { Kind: MediaKind.File } => "document",
        SendMedia sent => sent.Kind.ToString().ToLowerInvariant(),
        SendLocation => "location",
        TapButton => "button",
        PickRow or SubmitForm => "interactive",
        _ => "text",
    };

    private static string ScopedId(Line line, Person person) => "US." + person.Digits("bsuid " + line.ExternalId, 20);
}
