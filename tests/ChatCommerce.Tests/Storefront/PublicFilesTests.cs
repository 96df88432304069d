using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using ChatCommerce.Storefront.Hosting;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

/// <summary>Headers, caches and files.</summary>
public sealed class PublicFilesTests(DemoStorefront world) : IClassFixture<DemoStorefront>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/harbor")]
    [InlineData("/harbor/products/dawn-runner")]
    [InlineData("/harbor/chat")]
    [InlineData("/nosuch")]
    [InlineData("/css/shop.css")]
    public async Task Every_answer_tells_the_browser_to_run_nothing_but_our_files(string path)
    {
        using var answer = await world.Host.Browser().GetAsync(path);

        answer.Headers.GetValues("Content-Security-Policy").Single().Should()
            .Contain("script-src 'self';").And.Contain("frame-ancestors 'none'").And.Contain("base-uri 'none'").And.NotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("strict-origin-when-cross-origin");
    }

    [Theory]
    [InlineData("css/tokens.css", "text/css")]
    [InlineData("css/shop.css", "text/css")]
    [InlineData("js/shop.js", "text/javascript")]
    [InlineData("favicon.svg", "image/svg+xml")]
    public async Task A_file_named_by_its_content_is_kept_for_good_and_else_asked_about(string path, string type)
    {
        using var browser = world.Host.Browser();

        using var named = await browser.GetAsync(PublicFiles.Url(path));
        using var plain = await browser.GetAsync("/" + path);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/" + path) { Headers = { IfNoneMatch = { plain.Headers.ETag! } } };
        using var unchanged = await browser.SendAsync(again);

        named.Content.Headers.ContentType!.MediaType.Should().Be(type);
        named.Headers.CacheControl!.MaxAge.Should().Be(TimeSpan.FromDays(365));
        plain.Headers.CacheControl!.NoCache.Should().BeTrue();
        unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_browser_that_unpacks_brotli_gets_less_to_load()
    {
        using var browser = world.Host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/css/shop.css");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));

        using var packed = await browser.SendAsync(request);
        var plain = await browser.GetByteArrayAsync("/css/shop.css");

        packed.Content.Headers.ContentEncoding.Should().Equal("br");
        (await packed.Content.ReadAsByteArrayAsync()).Length.Should().BeLessThan(plain.Length / 2);
    }

    [Fact]
    public async Task A_demo_picture_may_run_nothing_and_is_not_sent_twice()
    {
        using var browser = world.Host.Browser();

        using var picture = await browser.GetAsync("/harbor/pictures/dawn-runner.svg");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/harbor/pictures/dawn-runner.svg") { Headers = { IfNoneMatch = { picture.Headers.ETag! } } };
        using var unchanged = await browser.SendAsync(again);

        picture.Content.Headers.ContentType!.MediaType.Should().Be("image/svg+xml");
        picture.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'; style-src 'unsafe-inline'");
        unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("harbor", "dawn-runner")]
    [InlineData("dalbit", "logo")]
    public async Task A_demo_picture_is_also_a_png_for_messengers_that_take_no_drawing(string shop, string name)
    {
        using var browser = world.Host.Browser();

        using var picture = await browser.GetAsync($"/{shop}/pictures/{name}.png");
        var bytes = await picture.Content.ReadAsByteArrayAsync();
        using var again = new HttpRequestMessage(HttpMethod.Get, picture.RequestMessage!.RequestUri) { Headers = { IfNoneMatch = { picture.Headers.ETag! } } };
        using var unchanged = await browser.SendAsync(again);

        picture.Content.Headers.ContentType!.MediaType.Should().Be("image/png");
        picture.Headers.CacheControl!.MaxAge.Should().Be(TimeSpan.FromHours(1));
        bytes.Should().StartWith(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' });
        bytes.Length.Should().BeInRange(2_000, 60_000);
        (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))).Should().Be((600, 600));
        unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_link_to_a_product_is_previewed_with_the_png()
    {
        var page = await world.Host.Browser().GetStringAsync("/harbor/products/dawn-runner");

        page.Should().Contain("""<meta property="og:image" content="https://shops.test/harbor/pictures/dawn-runner.png" />""");
        page.Should().Contain("""src="/harbor/pictures/dawn-runner.svg""", "the page itself shows the drawing");
    }

    [Theory]
    [InlineData("/harbor/pictures/..%2Fshop.json.svg")]
    [InlineData("/harbor/pictures/..%2F..%2Fdalbit%2Fpictures%2Flogo.png")]
    [InlineData("/harbor/pictures/nosuch.png")]
    [InlineData("/harbor/pictures/..%2F..%2Fdalbit%2Fpictures%2Flogo.svg")]
    [InlineData("/..%2Fdemo/pictures/logo.svg")]
    [InlineData("/harbor/pictures/nosuch.svg")]
    [InlineData("/nosuch/pictures/logo.svg")]
    public async Task No_other_file_of_the_machine_is_a_picture(string path)
    {
        using var answer = await world.Host.Browser().GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_qr_code_leads_to_the_same_chat_as_the_button_beside_it()
    {
        using var browser = world.Host.Browser("harbor.localhost");

        var drawn = await browser.GetStringAsync("/qr/v%3AHG-DAWN-40-BLU.svg");

        drawn.Should().Be(ChatCommerce.Storefront.Links.QrCode.Svg("https://shops.test/harbor/chat?ref=v%3AHG-DAWN-40-BLU"));
        using var wrong = await browser.GetAsync("/qr/x%3A1.svg");
        wrong.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_chat_page_says_what_it_is_about_and_what_to_do_without_script()
    {
        var page = await world.Host.Browser().GetStringAsync("/harbor/chat?ref=v:HG-DAWN-40-BLU");
        var strange = await world.Host.Browser().GetStringAsync("/harbor/chat?ref=v:DB-TEAPOT");

        page.Should().Contain("Dawn Runner").And.Contain("data-reference=\"v:HG-DAWN-40-BLU\"").And.Contain("<noscript>").And.Contain("hello@harbor.test");
        page.Should().Contain("data-shop=\"harbor\"").And.Contain("data-token-url=\"/harbor/chat/token\"").And.Contain("data-language=\"en\"");
        strange.Should().Contain("data-reference=\"\"", "another shop's item is nothing here");
    }
}
