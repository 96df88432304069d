using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Control;

/// <summary>The chat that an address below <c>/sandbox/phones</c> means, and how it is told.</summary>
internal sealed class FindChat(Lines lines, People people, PhoneChats chats, Posts posts, TimeProvider clock)
{
    public PhoneChat? Of(HttpRequest request)
    {
        string Named(string name) => request.RouteValues[name] as string ?? "";
        return Of(Named("kind"), Named("account"), Named("person"));
    }

    /// <param name="kind">Of the channel.</param>
    /// <param name="account">The account's id at the provider, or the shop's short name.</param>
    /// <param name="person">Made up when nobody knows them.</param>
    public PhoneChat? Of(string kind, string account, string person) =>
        (lines.Find(kind, account) ?? lines.OfTenant(kind, account)) is { } line ? chats.Open(line, people.Get(person)) : null;

    public object Report(PhoneChat chat) => new
    {
        chat.Line.Kind,
        chat.Line.ExternalId,
        chat.Line.Tenant,
        Person = chat.Person.Id,
        Addresses = chats.ProviderOf(chat.Line.Kind)?.AddressesOf(chat.Line, chat.Person) ?? [],
        chat.Version,
        Typing = chat.TypingUntil > clock.GetUtcNow(),
        chat.Stopped,
        chat.Receipts,
        chat.Bubbles,
        Calls = posts.NewestFirst.Where(post => post.Chat == chat).Take(50).Select(ChatReport.Call),
    };
}
