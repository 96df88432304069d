extern alias Sandbox;

using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

public sealed class CustomerActTests : PhoneTest
{
    [Fact]
    public async Task What_a_customer_writes_reaches_the_shop_signed_and_stands_in_the_chat()
    {
        var answer = await Text("Hello, 신발 있어요?");

        var heard = await Shop.Next();
        heard.Text.Should().Be("Hello, 신발 있어요?");
        heard.Signature.Should().Be(Convert.ToHexStringLower(HMACSHA256.HashData("coo"u8, Encoding.UTF8.GetBytes(heard.Body))));
        heard.Json.GetProperty("id").GetString().Should().Be(answer.Text("messageIds.0"));
        var chat = await Get(Mina + "/chat");
        chat.Text("bubbles.0.text").Should().Be("Hello, 신발 있어요?");
        chat.At("bubbles.0.fromShop").GetBoolean().Should().BeFalse();
        chat.Text("bubbles.0.raw").Should().Be(heard.Body);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("missing")]
    public async Task A_signature_is_spoilt_on_demand(string signature)
    {
        await Post(Mina + "/act", new { acts = new[] { new { @do = "text", text = "hi" } }, signature });

        var heard = await Shop.Next();
        var right = Convert.ToHexStringLower(HMACSHA256.HashData("coo"u8, Encoding.UTF8.GetBytes(heard.Body)));
        if (signature == "missing")
        {
            heard.Signature.Should().BeNull();
        }
        else
        {
            heard.Signature.Should().NotBe(right).And.HaveLength(right.Length);
        }
    }

    [Fact]
    public async Task Several_acts_leave_in_order_and_in_one_call_where_the_provider_batches()
    {
        await Post(Mina + "/act", new { acts = new[] { new { @do = "text", text = "one" }, new { @do = "text", text = "two" } } });

        var bodies = (await Shop.Next()).Json.GetProperty("bodies").EnumerateArray().Select(body => body.GetString()!).ToList();
        bodies[0].Should().Contain("one");
        bodies[1].Should().Contain("two");
    }

    [Fact]
    public async Task An_act_that_the_messenger_does_not_have_is_refused()
    {
        var answer = await Act(new { @do = "contact", name = "Sam", phone = "+1" });

        answer.Status.Should().Be(400);
        answer.Text("error").Should().Contain("SendContact");
        (await Get(Mina + "/chat")).At("bubbles").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("""{"acts": [{"do": "fly"}]}""")]
    [InlineData("""{"acts": [{"text": "hi"}]}""")]
    [InlineData("""{"act": "text"}""")]
    [InlineData("nothing")]
    public async Task A_request_that_makes_no_sense_is_answered_with_why(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await Http.PostAsync(Mina + "/act", content);

        ((int)response.StatusCode).Should().Be(400);
        (await response.Content.ReadAsStringAsync()).Should().Contain("error");
    }

    [Fact]
    public async Task A_picture_without_content_is_the_sample_and_can_be_looked_at()
    {
        await Act(new { @do = "media", kind = "image", caption = "like this?" });

        var address = (await Get(Mina + "/chat")).Text("bubbles.0.media.address");
        var picture = await Http.GetAsync(address);
        picture.Content.Headers.ContentType!.MediaType.Should().Be("image/png");
        (await picture.Content.ReadAsByteArrayAsync()).Should().StartWith([0x89, (byte)'P', (byte)'N', (byte)'G']);
    }

    [Fact]
    public async Task Edits_reactions_and_deletions_change_the_bubble()
    {
        var id = (await Text("first")).Text("messageIds.0");
        var shops = ShopWrites(new Bubble { Text = "hello" })!.Bubble;

        await Act(new { @do = "edit", messageId = id, text = "second" });
        await Act(new { @do = "react", messageId = shops.Id, emoji = "👍" });

        var chat = await Get(Mina + "/chat");
        chat.Text("bubbles.0.text").Should().Be("second");
        chat.Text("bubbles.1.reaction").Should().Be("👍");
        await Act(new { @do = "delete", messageId = id });
        (await Get(Mina + "/chat")).At("bubbles.0.deleted").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task The_provider_hears_what_the_shop_answered()
    {
        await Text("hi");
        await Shop.Next();
        await Get(Mina + "/chat?since=1&wait=10");

        Pigeons.Replies.Should().ContainSingle().Which.Should().Match<WebhookReply>(reply => reply.Status == 200 && reply.Body == "coo");
    }
}
