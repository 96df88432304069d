using System.Net;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>The demo shops' products arrive with a picture, also where drawings are refused.</summary>
public sealed class ProductPictureTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("whatsapp_twilio")]
    [InlineData("messenger")]
    [InlineData("instagram")]
    [InlineData("telegram")]
    [InlineData("kakaotalk")]
    public async Task A_product_comes_with_a_picture_that_the_messenger_takes(string kind)
    {
        var phone = market.Phone(kind, "harbor", "mina");
        await phone.Say("hi");

        await phone.Write("running shoes under 100");
        var shown = await phone.Expect(bubble => Picture(bubble) is not null);

        using var picture = await market.Host.Http.GetAsync(new Uri(Picture(shown)!));
        picture.StatusCode.Should().Be(HttpStatusCode.OK);
        picture.Content.Headers.ContentType!.MediaType.Should().Be("image/png");
    }

    [Fact]
    public async Task A_shops_own_picture_keeps_its_address()
    {
        const string own = "https://pictures.example/shoes/pictures/tempo.jpg";
        await database.Run($"update product_image set url = '{own}' where tenant_id = '{market.Host.Shops.Tenant("dalbit").Id}'");
        var phone = market.Phone("telegram", "dalbit", "mina");
        await phone.Say("안녕하세요");

        await phone.Write("10만원 이하 파란 운동화");

        Picture(await phone.Expect(bubble => Picture(bubble) is not null)).Should().Be(own);
    }

    private static string? Picture(HandsetBubble bubble) => bubble.Media?.Address ?? bubble.Cards.FirstOrDefault()?.Picture;
}
