extern alias Sandbox;

using System.Security.Cryptography;
using System.Text.Json;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Meta;

public sealed class WhatsAppSandboxTests : MetaSandbox
{
    private const string Messages = "/meta/v25.0/200300400500601/messages";

    [Fact]
    public async Task A_message_stands_on_the_phone_with_what_can_be_tapped()
    {
        await Act("whatsapp", new { @do = "text", text = "hi" });

        var (status, body) = await Send(new { type = "interactive", interactive = Buttons("Add to cart", "More") });

        status.Should().Be(200);
        body.GetProperty("messages")[0].GetProperty("id").GetString().Should().StartWith("wamid.");
        Chat("whatsapp").Bubbles[^1].Buttons.Select(b => b.Label).Should().Equal("Add to cart", "More");
    }

    [Fact]
    public async Task A_token_that_is_asked_about_lives_for_ever_and_an_unknown_one_not_at_all()
    {
        var (status, known) = await Call(HttpMethod.Get, "/meta/v25.0/debug_token?input_token=EAAwhatsapp", "whatsapp");
        var unknown = (await Call(HttpMethod.Get, "/meta/v25.0/debug_token?input_token=EAAwrong", "whatsapp")).Body;

        (status, known.GetProperty("data").GetProperty("is_valid").GetBoolean(), known.GetProperty("data").GetProperty("expires_at").GetInt64()).Should().Be((200, true, 0));
        unknown.GetProperty("data").GetProperty("is_valid").GetBoolean().Should().BeFalse();
        CodeOf(await Call(HttpMethod.Get, "/meta/v25.0/debug_token?input_token=EAAwhatsapp", "whatsapp", token: "EAAwrong")).Should().Be(190);
    }

    [Fact]
    public async Task Nothing_but_a_template_goes_out_after_a_day()
    {
        CodeOf(await Send(new { type = "text", text = new { body = "hello?" } })).Should().Be(131047, "the customer never wrote");
        await Act("whatsapp", new { @do = "text", text = "hi" });
        (await Send(new { type = "text", text = new { body = "hello" } })).Status.Should().Be(200);
        Clock.Advance(TimeSpan.FromHours(25));

        CodeOf(await Send(new { type = "text", text = new { body = "hello?" } })).Should().Be(131047);
        (await Send(new { type = "template", template = new { name = "order_paid", language = new { code = "en" } } })).Status.Should().Be(200);
    }

    [Fact]
    public async Task What_the_api_would_not_take_is_refused()
    {
        await Act("whatsapp", new { @do = "text", text = "hi" });

        CodeOf(await Send(new { type = "text", text = new { body = new string('x', 4_097) } })).Should().Be(100);
        CodeOf(await Send(new { type = "text", text = new { body = " " } })).Should().Be(131008);
        CodeOf(await Send(new { type = "interactive", interactive = Buttons("1", "2", "3", "4") })).Should().Be(100);
        CodeOf(await Send(new { type = "interactive", interactive = Buttons("same", "same") })).Should().Be(100);
        CodeOf(await Send(new { type = "interactive", interactive = Buttons("a label that is longer than twenty") })).Should().Be(100);
        CodeOf(await Send(new { type = "image", image = new { link = "https://cdn.example/p.svg" } })).Should().Be(131053);
        CodeOf(await Send(new { type = "video" })).Should().Be(131051);
        CodeOf(await Call(HttpMethod.Post, Messages, "whatsapp", new { messaging_product = "whatsapp", type = "text", text = new { body = "x" } })).Should().Be(131008);
        CodeOf(await Call(HttpMethod.Post, Messages, "whatsapp", new { messaging_product = "whatsapp", to = AddressOf("whatsapp"), type = "text", text = new { body = "x" } }))
            .Should().Be(131026, "a user id in the phone's place reaches nobody");
        CodeOf(await Call(HttpMethod.Post, Messages, "whatsapp", new { }, token: "EAAwrong")).Should().Be(190);
    }

    [Fact]
    public async Task A_picture_is_fetched_in_two_steps_by_our_channel()
    {
        await Act("whatsapp", new { @do = "media", kind = "image", caption = "like this" });
        var sent = Read(Chat("whatsapp").Bubbles[^1].Raw).Single();
        var media = sent.Content.Should().BeOfType<MediaSent>().Subject;

        var (_, about) = await Call(HttpMethod.Get, "/meta/v25.0/" + media.Source, "whatsapp");
        using var request = new HttpRequestMessage(HttpMethod.Get, about.GetProperty("url").GetString());
        request.Headers.Authorization = new("Bearer", "EAAwhatsapp");
        var file = await (await Http.SendAsync(request)).Content.ReadAsByteArrayAsync();

        about.GetProperty("sha256").GetString().Should().Be(Convert.ToHexStringLower(SHA256.HashData(file)));
        (await Http.GetAsync(about.GetProperty("url").GetString())).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Typing_marks_as_read()
    {
        await Act("whatsapp", new { @do = "text", text = "hi" });
        var said = Chat("whatsapp").Bubbles[^1].Id;

        var (_, body) = await Call(HttpMethod.Post, Messages, "whatsapp",
            new { messaging_product = "whatsapp", status = "read", message_id = said, typing_indicator = new { type = "text" } });

        body.GetProperty("success").GetBoolean().Should().BeTrue();
        Chat("whatsapp").Find(said)!.State.Should().Be(BubbleState.Read);
        Chat("whatsapp").TypingUntil.Should().BeAfter(Clock.GetUtcNow());
    }

    [Fact]
    public void Every_act_is_read_by_our_channel_as_what_it_is()
    {
        (CustomerAct Act, InboundContent Content)[] acts =
        [
            (new WriteText("파란색 있어요?"), new TextSaid("파란색 있어요?")),
            (new SendLocation(37.5, 126.9, "Hall"), new LocationSent(37.5, 126.9, "Hall", null)),
            (new TapButton("act:add", "Add"), new ChoiceTapped("act:add", "Add")),
            (new PickRow("p:1", "Blue"), new ChoiceTapped("p:1", "Blue")),
            (new AskAboutProduct("sku_1", "in 42?"), new ProductAsked("sku_1", "in 42?")),
            (new React("wamid.X", "👍"), new Reacted("wamid.X", "👍")),
            (new React("wamid.X", null), new Reacted("wamid.X", null)),
            (new EditMessage("wamid.X", "navy"), new MessageEdited("wamid.X", "navy")),
            (new DeleteMessage("wamid.X"), new MessageDeleted("wamid.X")),
            (new SetPreference(true), new PreferenceSet(true, "whatsapp") { Advertising = true }),
            (new FailMessage("wamid.X", "131049"), new DeliveryReported("wamid.X", "failed", "131049: Message undeliverable.") { Code = "131049" }),
        ];

        foreach (var (act, content) in acts)
        {
            Read(Call(act)).Single().Content.Should().Be(content);
        }

        Read(Call(new StartWithReference("k7Q2x"))).Single().Reference.Should().Be("k7Q2x");
        Read(Call(new OrderFromCatalog([new OrderItem("sku_1", 2, 5m, "USD")]))).Single().Content.Should().BeOfType<CatalogCartSent>();
        Read(Call(new SubmitForm("flow", new Dictionary<string, string> { ["zip"] = "04524" }))).Single().Content.Should().BeOfType<FormSent>();
        Read(Call(new SendContact("Ravi", "+919812345678"))).Single().Content.Should().BeOfType<ContactSent>();
    }

    [Fact]
    public void A_call_is_signed_and_names_the_person_by_both_ids()
    {
        var call = Provider("whatsapp").Compose(Chat("whatsapp"), new WriteText("hi") { Id = "wamid.1", At = Clock.GetUtcNow() }).Single();

        call.Headers["X-Hub-Signature-256"].Should().Be(MetaCalls.Sign(call.Body));
        Read(call.Body).Single().Sender.Identifiers.Select(i => i.Kind).Should().Equal("wa_bsuid", "phone");
    }

    [Fact]
    public void A_batch_brings_everything_in_one_call()
    {
        var provider = Provider("whatsapp");
        var calls = new[] { "one", "two" }.SelectMany(t => provider.Compose(Chat("whatsapp"), new WriteText(t) { Id = "wamid." + t, At = Clock.GetUtcNow() })).ToList();

        Read(provider.Batch(Chat("whatsapp").Line, calls)!.Body).Select(e => e.Content).Should().Equal(new TextSaid("one"), new TextSaid("two"));
    }

    private byte[] Call(CustomerAct act) => Provider("whatsapp").Compose(Chat("whatsapp"), act with { Id = "wamid.1", At = Clock.GetUtcNow() }).Single().Body;

    private static List<InboundEvent> Read(string body) => Read(System.Text.Encoding.UTF8.GetBytes(body));

    private static List<InboundEvent> Read(byte[] body) =>
        [.. WhatsAppReader.Read(MetaCalls.Call(body), FakeGraph.Account("whatsapp", "200300400500601")).Select(r => r.Event)];

    private Task<(int Status, JsonElement Body)> Send(object message)
    {
        var body = JsonSerializer.SerializeToNode(message)!.AsObject();
        (body["messaging_product"], body["recipient"]) = ("whatsapp", AddressOf("whatsapp"));
        return Call(HttpMethod.Post, Messages, "whatsapp", body);
    }

    private static object Buttons(params string[] labels) => new
    {
        type = "button",
        body = new { text = "Which?" },
        action = new { buttons = labels.Select((label, n) => new { type = "reply", reply = new { id = "b:" + n, title = label } }) },
    };
}
