using ChatCommerce.Sandbox.Phones.Chats;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatCommerce.Sandbox.Phones.Pages;

/// <summary>Which phones lie on the table and whom one plays next: all of it stands in the page's address.</summary>
public sealed record OpenPhones(IReadOnlyList<PhoneKey> Phones, string As)
{
    public const string Root = "/phones";

    public string Address => AddressOf(Phones);

    public string Query => Address[Root.Length..];

    public string With(PhoneKey phone) => AddressOf([.. Phones.Where(other => other != phone), phone]) + "#" + phone.ElementId;

    public string Without(PhoneKey phone) => AddressOf([.. Phones.Where(other => other != phone)]);

    public string PlayedBy(string person) => (this with { As = person }).Address;

    private string AddressOf(IReadOnlyList<PhoneKey> phones)
    {
        // An empty table is a choice too: without the word the page would lay its own phones on it.
        IEnumerable<string> open = phones.Count == 0 ? ["none"] : phones.Select(phone => phone.ToString());
        return QueryHelpers.AddQueryString(Root, [KeyValuePair.Create<string, string?>("as", As), .. open.Select(key => KeyValuePair.Create<string, string?>("open", key))]);
    }
}

/// <summary>One phone: a line and who holds it.</summary>
public sealed record PhoneKey(string Kind, string ExternalId, string Person)
{
    /// <summary>For element ids: letters, digits and dashes only.</summary>
    public string ElementId => "phone-" + string.Concat(ToString().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    public static PhoneKey? Parse(string? text) => text?.Split('~') is [{ Length: > 0 } kind, { Length: > 0 } id, { Length: > 0 and <= 40 } person]
        ? new PhoneKey(kind, id, person)
        : null;

    public static PhoneKey Of(PhoneChat chat) => new(chat.Line.Kind, chat.Line.ExternalId, chat.Person.Id);

    public override string ToString() => $"{Kind}~{ExternalId}~{Person}";
}
