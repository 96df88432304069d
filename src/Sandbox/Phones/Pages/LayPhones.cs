using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Control;

namespace ChatCommerce.Sandbox.Phones.Pages;

/// <summary>Reads from a page's address which phones to show, and lays out a few when it says nothing.</summary>
internal sealed class LayPhones(Lines lines, People people, PhoneChats chats, FindChat find)
{
    private const int Most = 12;

    // Who writes where when nobody has chosen: three messengers, three languages.
    private static readonly (string Kind, string Person)[] Usual = [("whatsapp", "sam"), ("kakaotalk", "mina"), ("telegram", "linh")];

    /// <summary>The lines that somebody plays here.</summary>
    public IReadOnlyList<Line> Played => [.. lines.All.Where(line => chats.ProviderOf(line.Kind) is not null)];

    public OpenPhones From(HttpRequest request)
    {
        var open = request.Query["open"];
        List<PhoneKey> keys = [.. open.Select(PhoneKey.Parse).OfType<PhoneKey>().Where(Exists).Distinct().Take(Most)];
        if (open.Count == 0)
        {
            keys = Suggested();
        }

        var person = request.Query["as"].ToString().Trim() is { Length: > 0 and <= 40 } name ? Short(name) : keys.FirstOrDefault()?.Person ?? "mina";
        return new OpenPhones(keys, person);
    }

    public IReadOnlyList<PhoneChat> ChatsOf(OpenPhones open) => [.. open.Phones.Select(ChatOf).OfType<PhoneChat>()];

    public PhoneChat? ChatOf(PhoneKey phone) => find.Of(phone.Kind, phone.ExternalId, phone.Person);

    private bool Exists(PhoneKey phone) => lines.Find(phone.Kind, phone.ExternalId) is not null && chats.ProviderOf(phone.Kind) is not null;

    private List<PhoneKey> Suggested()
    {
        var played = Played;
        List<PhoneKey> usual = [];
        foreach (var (kind, person) in Usual)
        {
            var language = people.Get(person).Language;
            var line = played.Where(line => line.Kind == kind).OrderByDescending(line => line.Locale.StartsWith(language, StringComparison.Ordinal)).FirstOrDefault();
            if (line is not null)
            {
                usual.Add(new PhoneKey(kind, line.ExternalId, person));
            }
        }

        return usual.Count > 0 ? usual : [.. played.Take(3).Select(line => new PhoneKey(line.Kind, line.ExternalId, "mina"))];
    }

    /// <summary>A name as it may stand in an address.</summary>
    private static string Short(string name) =>
        string.Concat(name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
}
