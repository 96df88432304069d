using System.Text.Json;
using System.Text.RegularExpressions;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>
/// Who somebody is on WhatsApp: an id that only our business knows them by (since 2026 in every webhook) and, not always, a phone number.
/// Either may be absent, so the thread is keyed by the id where there is one and by the phone otherwise.
/// </summary>
internal sealed partial record WhatsAppPerson(string? UserId, string? Phone, string? Name)
{
    public const string UserIdKind = Identifier.UserId;

    public const string PhoneKind = Identifier.Phone;

    public static Sender Nobody { get; } = new([]);

    /// <summary>Null when neither is known.</summary>
    public string? ThreadKey => UserId ?? Phone;

    public Sender Sender => new(
        (UserId, Phone) switch
        {
            ({ } user, { } phone) => [new(UserIdKind, user), new(PhoneKind, phone)],
            ({ } user, null) => [new(UserIdKind, user)],
            (null, { } phone) => [new(PhoneKind, phone)],
            _ => [],
        },
        Name);

    /// <summary>The identifier under the kind it belongs to.</summary>
    public static Identifier Identify(string value) => new(IsUserId(value) ? UserIdKind : PhoneKind, value);

    public static bool IsUserId(string value) => UserIdForm().IsMatch(value);

    /// <summary>Who wrote a message; the contact beside it adds what the message leaves out, if it is the same person.</summary>
    public static WhatsAppPerson Of(JsonElement value, string? phone, string? userId)
    {
        var (others, last) = (0, default(JsonElement));
        foreach (var contact in value.Items("contacts"))
        {
            if (Same(contact.Key("wa_id"), phone) || Same(contact.Key("user_id"), userId))
            {
                return new(userId ?? contact.Key("user_id"), phone ?? contact.Key("wa_id"), NameOf(contact));
            }

            (others, last) = (others + 1, contact);
        }

        return others == 1 && phone is null && userId is null
            ? new(last.Key("user_id"), last.Key("wa_id"), NameOf(last))
            : new(userId, phone, others == 1 ? NameOf(last) : null);
    }

    private static bool Same(string? a, string? b) => a is not null && a == b;

    private static string? NameOf(JsonElement contact) => contact.At("profile").LabelOrNull("name") ?? contact.At("profile").LabelOrNull("username");

    [GeneratedRegex(@"\A[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex UserIdForm();
}
