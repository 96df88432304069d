using System.Text;
using System.Xml;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages;

/// <summary>What search engines read first.</summary>
internal sealed class CrawlerPages(Products products)
{
    private const int MostProducts = 5_000;

    // Pay links, order pages, chats and the staff's pages are nobody's search result.
    private const string Rules = """
        User-agent: *
        Disallow: /c/
        Disallow: /t/
        Disallow: /api/
        Disallow: /inbox
        Disallow: /catalog
        Disallow: /orders
        Disallow: /*/chat
        Disallow: /chat
        """;

    public IResult Everywhere() => Results.Text(Rules + "\n");

    public Task<IResult> Robots(ShopVisit visit) => Task.FromResult(Results.Text($"{Rules}\n\nSitemap: {visit.Frame.Absolute("/sitemap.xml")}\n"));

    public async Task<IResult> Sitemap(ShopVisit visit)
    {
        var frame = visit.Frame;
        var handles = await products.Handles(visit.Db, MostProducts, visit.Ct);
        string[] paths = ["/", "/products", "/blog", "/contact", .. frame.Pages.Select(p => "/pages/" + p.Slug), .. handles.Select(h => "/products/" + h)];
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text))
        {
            xml.WriteStartElement("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
            foreach (var path in paths)
            {
                xml.WriteStartElement("url");
                xml.WriteElementString("loc", frame.Absolute(path));
                xml.WriteEndElement();
            }
        }

        return Results.Text(text.ToString(), "application/xml");
    }
}
