using System.Net;
using System.Text.RegularExpressions;
using ChatCommerce.Commerce.Documents;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

/// <summary>Whatever a shop's texts hold, a visitor's browser sees text.</summary>
public sealed partial class HostileTextTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();
    private StorefrontHost host = null!;

    public static TheoryData<string> Corpus =>
    [
        "<script>alert(1)</script>", "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "<svg/onload=alert(1)>",
        "</title><script>alert(1)</script>", "<!--<script>alert(1)//-->", "javascript:alert(1)", "{{constructor.constructor('alert(1)')()}}",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "\u2028</style><script>alert(1)</script>", "<iframe srcdoc='<script>alert(1)</script>'>",
        "]]><script>alert(1)</script>", "<a href=\"javascript:alert(1)\">x</a>", "`-alert(1)-`", "<math><mtext></p><img src onerror=alert(1)>",
    ];

    public async ValueTask InitializeAsync()
    {
        host = await StorefrontHost.Start(database, clock);
        if (await database.Ask<long>("select count(*) from tenant") is [0])
        {
            await Shops.Open(database, clock, "harbor", "USD");
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task Hostile_words_of_a_product_stay_words(string words)
    {
        var escaped = words.Replace("'", "''", StringComparison.Ordinal);
        await database.Run($"""
            update product set title = '{escaped}', description = '{escaped}', brand = '{escaped}', category = '{escaped}',
                attributes = jsonb_build_object('{escaped}', '{escaped}') where handle = 'dawn-runner'
            """);
        clock.Advance(TimeSpan.FromSeconds(6));

        foreach (var path in new[] { "/harbor", "/harbor/products", "/harbor/products/dawn-runner", "/harbor/chat?ref=p:dawn-runner", "/harbor/products?q=" + Uri.EscapeDataString(words) })
        {
            var page = await host.Browser().GetStringAsync(path);
            IsHarmless(page, path);
        }

        var product = WebUtility.HtmlDecode(await host.Browser().GetStringAsync("/harbor/products/dawn-runner"));
        product.Should().Contain(words, "it is shown as it was written");
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task Hostile_words_of_a_document_stay_words(string words)
    {
        var body = $"{words}\n\n# {words}\n\n[link]({words}) ![picture]({words}) <{words}>\n\n[again][1]\n\n[1]: {words}\n\n| a |\n| --: |\n| {words} |";
        await host.Services.GetRequiredService<Documents>().Save(await Harbor(), new("about", DocumentKind.Page, words, "en", body), Ct);
        await host.Services.GetRequiredService<Documents>().Save(await Harbor(), new("news", DocumentKind.Post, words, "en", body, true, new DateOnly(2026, 1, 2)), Ct);
        clock.Advance(TimeSpan.FromSeconds(6));

        foreach (var path in new[] { "/harbor/pages/about", "/harbor/blog", "/harbor/blog/news", "/harbor/contact" })
        {
            IsHarmless(await host.Browser().GetStringAsync(path), path);
        }
    }

    [Fact]
    public async Task Links_of_a_document_lead_only_where_links_may()
    {
        const string body = """
            [good](https://harbor.test/a) [mail](mailto:a@harbor.test) [here](/harbor/contact) [part](#top)
            [bad](javascript:alert(1)) [worse](JaVaScRiPt:alert(1)) [data](data:text/html,x) [elsewhere](//evil.test/x) [vb](vbscript:x) ![p](http://evil.test/p.png)
            <javascript:alert(1)>
            """;
        await host.Services.GetRequiredService<Documents>().Save(await Harbor(), new("links", DocumentKind.Page, "Links", "en", body), Ct);

        var page = await host.Browser().GetStringAsync("/harbor/pages/links");

        page.Should().Contain("href=\"https://harbor.test/a\"").And.Contain("href=\"mailto:a@harbor.test\"").And.Contain("href=\"/harbor/contact\"");
        Addresses().Matches(page).Select(m => m.Groups["url"].Value).Should().NotContain(u => u.Contains("evil", StringComparison.Ordinal) || u.Contains("data:", StringComparison.Ordinal));
        IsHarmless(page, "links");
    }

    private async Task<TenantScope> Harbor() =>
        database.Tenants.For(TenantId.Of((await database.Ask<Guid>("select id from tenant where slug = 'harbor'")).Single()));

    // Our own page has exactly two script elements, one with data and one from our files, and no attribute that runs anything.
    private static void IsHarmless(string page, string path)
    {
        Scripts().Matches(page).Select(m => m.Value).Should().OnlyContain(
            s => s == "<script type=\"application/ld+json\">" || s.StartsWith("<script type=\"module\" src=\"/js/shop.js?v=", StringComparison.Ordinal), "that is all the script of {0}", path);
        Handlers().IsMatch(page).Should().BeFalse("no element of {0} carries a handler or a style", path);
        Addresses().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups["url"].Value)).Should().NotContain(
            u => u.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || u.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase), "links of {0} lead somewhere", path);
        page.Should().NotContain("<iframe").And.NotContain("<svg/").And.NotContain("<math");
    }

    [GeneratedRegex("<script[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Scripts();

    [GeneratedRegex("<[a-z][^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*\\s(on[a-z]+|style|srcdoc)\\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Handlers();

    [GeneratedRegex(" (?:href|src|action)=\"(?<url>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Addresses();
}
