using System.Collections.Frozen;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Plain text messages on a customer's phone. STOP and START are obeyed by Twilio before the shop hears of them.</summary>
internal sealed class SmsPhone(StatusAddresses statuses, OwnAddress own) : TwilioPhone(statuses, own)
{
    public const string Name = "sms";

    private static readonly FrozenSet<string> Stops =
        new[] { "STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Starts = new[] { "START", "UNSTOP" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public override string Kind => Name;

    public override string Title => "SMS";

    public override IReadOnlySet<Type> Acts { get; } = new[]
    {
        typeof(WriteText), typeof(SendMedia), typeof(SetPreference), typeof(StartWithReference), typeof(FailMessage), typeof(SendRaw),
    }.ToFrozenSet();

    public override IReadOnlyList<string> AddressesOf(Line line, Person person) => [person.Phone];

    protected override string FromOf(PhoneChat chat) => chat.Person.Phone;

    protected override IEnumerable<KeyValuePair<string, string>> About(PhoneChat chat, CustomerAct act) =>
        [new("FromCountry", "US"), new("ToCountry", "US"), new("FromCity", ""), new("FromState", ""), new("FromZip", "")];

    protected override IEnumerable<KeyValuePair<string, string>> Said(PhoneChat chat, CustomerAct act) => act switch
    {
        WriteText said when Stops.Contains(said.Text.Trim()) => Wish(chat, stop: true, said.Text),
        WriteText said when Starts.Contains(said.Text.Trim()) => Wish(chat, stop: false, said.Text),
        WriteText said => Words(said.Text),
        SetPreference preference => Wish(chat, preference.Stop, preference.Stop ? "STOP" : "START"),
        StartWithReference start => Words($"{start.Text ?? "Hi"} (ref: {start.Reference})"),
        SendMedia sent => Media(chat, sent),
        _ => throw new InvalidOperationException($"{Title} has no {act.GetType().Name}."),
    };

    private static IEnumerable<KeyValuePair<string, string>> Wish(PhoneChat chat, bool stop, string text)
    {
        chat.Stopped = stop;
        return [.. Words(text), new("OptOutType", stop ? "STOP" : "START")];
    }
}
