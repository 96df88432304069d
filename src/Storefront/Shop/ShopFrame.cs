using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Documents;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Money;
using ChatCommerce.Storefront.Wording;

namespace ChatCommerce.Storefront.Shop;

/// <summary>What stands around every page of a shop: who it is, its words, where its links lead.</summary>
/// <param name="Pages">Shipping, returns and what else the shop has written down.</param>
/// <param name="Base">Before every path of the shop: <c>/harbor</c>, or nothing on the shop's own host.</param>
/// <param name="Root">What addresses for other sites begin with, such as <c>https://example.com/harbor</c>.</param>
public sealed record ShopFrame(
    Tenant Tenant,
    ShopProfile Profile,
    IReadOnlyList<CategoryCount> Categories,
    IReadOnlyList<PageLink> Pages,
    string Base,
    string Root)
{
    public Words Words { get; } = Words.Of(Tenant.Locale);

    /// <param name="path">Begins with a slash.</param>
    public string Link(string path) => path == "/" && Base.Length > 0 ? Base : Base + path;

    public string Absolute(string path) => path == "/" ? Root : Root + path;

    public string Product(string handle) => Link("/products/" + handle);

    public string Category(string name) => Link("/products?category=" + Uri.EscapeDataString(name));

    /// <summary>Where a click without script leads; with script the same reference opens the chat in place.</summary>
    public string Chat(ChatReference? reference) => Link(ChatPath(reference));

    /// <summary>The same for another device.</summary>
    public string AbsoluteChat(ChatReference? reference) => Absolute(ChatPath(reference));

    public string Show(Price price) => price.Show(Words.Language);

    /// <summary>The telephone number as a telephone dials it.</summary>
    public string Dial => string.Concat(Profile.Phone.Where(c => char.IsAsciiDigit(c) || c == '+'));

    /// <summary>Of one text in several languages, the one in the shop's own.</summary>
    public Document InOurWords(IEnumerable<Document> same) => same.OrderByDescending(d => d.Language == Words.Language).ThenBy(d => d.Language).First();

    private static string ChatPath(ChatReference? reference) =>
        reference is null ? "/chat" : "/chat?ref=" + Uri.EscapeDataString(reference.ToString());
}

/// <param name="Slug">Of the document.</param>
public sealed record PageLink(string Slug, string Title);
