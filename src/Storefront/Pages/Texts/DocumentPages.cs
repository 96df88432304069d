using ChatCommerce.Commerce.Documents;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages.Texts;

internal sealed class DocumentPages(Documents documents)
{
    public Task<IResult> Page(ShopVisit visit) => One(visit, DocumentKind.Page);

    public Task<IResult> Post(ShopVisit visit) => One(visit, DocumentKind.Post);

    public async Task<IResult> Posts(ShopVisit visit)
    {
        var all = await documents.List(visit.Db, DocumentKind.Post, visit.Ct);
        var posts = all.Where(p => p.Published).ToLookup(p => p.Slug).Select(same => visit.Frame.InOurWords(same)).ToList();
        return Show.Page<Posts>(new() { ["Frame"] = visit.Frame, ["Items"] = posts });
    }

    public Task<IResult> Contact(ShopVisit visit) => Task.FromResult(Show.Page<Contact>(new() { ["Frame"] = visit.Frame }));

    private async Task<IResult> One(ShopVisit visit, DocumentKind kind)
    {
        var text = await documents.Find(visit.Db, visit.Route("name"), kind, visit.Frame.Words.Language, visit.Ct);
        return text is null ? Show.NotFound(visit.Frame) : Show.Page<Writing>(new() { ["Frame"] = visit.Frame, ["Text"] = text });
    }
}
