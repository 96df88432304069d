using System.Text;
using System.Text.Json;
using ChatCommerce.BotHost.WebChat;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.BotHost.WebChat;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>What applies of the messengers' contract to our own web chat: a token instead of a signature, and no provider behind it.</summary>
public sealed class WebChatContractTests(ChatHost host) : IClassFixture<ChatHost>
{
    private const int Mutants = 200;
    private const int OfOneThread = 8;

    [Fact]
    public async Task No_forged_expired_or_foreign_token_is_accepted_and_no_genuine_one_refused()
    {
        var (thread, neighbours, strangers) = (await host.Start(host.Harbor), await host.Start(host.Harbor), await host.Start(host.Dalbit));
        var before = await Stored();

        var forgeries = Forged(thread, neighbours, strangers).ToList();
        forgeries.Should().HaveCountGreaterThanOrEqualTo(24);
        foreach (var (name, token) in forgeries)
        {
            var answer = await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/activities", token, new { type = "message", text = "forged" });
            answer.Status.Should().BeInRange(400, 499, name);
        }

        (await Stored()).Should().Be(before);
        (await thread.Say("genuine")).Status.Should().Be(200);
        (await Stored()).Should().Be(before + 1);
    }

    [Fact]
    public async Task The_same_activity_twenty_times_at_once_is_one_message()
    {
        var thread = await host.Start(host.Harbor);
        var before = await Stored();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            thread.Post(new { type = "message", text = "only once", channelData = new { clientActivityID = "c1" } })));

        answers.Should().Contain(a => a.Status == 200).And.OnlyContain(a => a.Status == 200 || a.Status == 429);
        (await Stored()).Should().Be(before + 1);
    }

    [Fact]
    public async Task A_broken_attachment_spoils_only_itself_and_a_kind_that_nobody_knows_is_stored_as_such()
    {
        var thread = await host.Start(host.Harbor);

        (await thread.Post("""{"type":"message","text":"two files","attachments":[null,{"contentType":"image/png","contentUrl":"https://shop.example/a.png"}]}""")).Status.Should().Be(200);
        (await thread.Post("""{"type":"hologram"}""")).Status.Should().Be(200);

        (await Kinds(thread)).Should().Equal("media_sent", "unsupported");
    }

    [Fact]
    public async Task A_very_long_text_is_stored_and_one_beyond_all_measure_refused()
    {
        var thread = await host.Start(host.Harbor);

        (await thread.Say(string.Concat(Enumerable.Repeat("shoes ", 8_000)))).Status.Should().Be(200);
        (await thread.Say(new string('x', 300_000))).Status.Should().Be(413);

        (await Kinds(thread)).Should().Equal("text_said");
    }

    [Fact]
    public async Task Activities_with_anything_missing_doubled_or_of_another_kind_are_stored_or_refused_and_break_nothing()
    {
        var mutations = new Mutations(20261127);
        ChatThread? thread = null;
        for (var n = 0; n < Mutants; n++)
        {
            thread = n % OfOneThread == 0 ? await host.Start(host.Harbor) : thread!;
            var (body, before) = (mutations.OfJson(Samples[n % Samples.Length]), await Stored());

            var answer = await thread.Post(body);

            answer.Status.Should().Match(status => status == 200 || (status >= 400 && status < 500), "{0}", body);
            (await Stored() > before && answer.Status != 200).Should().BeFalse("what is refused is not stored: {0}", body);
        }
    }

    private static byte[][] Samples =>
    [
        Of(new { type = "message", id = "a1", locale = "en", from = new { id = "me", name = "Ann" }, text = "blue shoes 👟", channelData = new { clientActivityID = "c1", postBack = false } }),
        Of(new { type = "message", text = "Add", value = new { payload = "v:1" }, channelData = new { messageBack = new { displayText = "Add to cart" } } }),
        Of(new { type = "message", attachments = new[] { new { contentType = "image/png", contentUrl = "https://shop.example/a.png", name = "a.png" } } }),
        Of(new { type = "message", entities = new[] { new { type = "Place", name = "City Hall", geo = new { type = "GeoCoordinates", latitude = 37.5, longitude = 127.0 } } } }),
        Of(new { type = "event", name = "shop/open", value = new { reference = "p:pier-mug" } }),
        Of(new { type = "messageReaction", replyToId = "a1", reactionsAdded = new[] { new { type = "like" } } }),
        Of(new { type = "messageUpdate", id = "a1", text = "green shoes" }),
    ];

    private IEnumerable<(string, string)> Forged(ChatThread thread, ChatThread neighbours, ChatThread strangers)
    {
        var (body, mark) = thread.Token.Split('.') is [var first, var second] ? (first, second) : throw new InvalidOperationException("The token has another form.");
        var ours = new ChatTokens(new SecretBox(TestDatabase.EncryptionKey), new WebChatOptions(), TimeProvider.System);
        var session = ours.Read(thread.Token, TokenUse.Chat, out _)!;
        ChatTokens With(string ring, TimeProvider clock) => new(new SecretBox(ring), new WebChatOptions(), clock);
        return
        [
            // Of the last letter some bits mean nothing.
            .. Forgeries.Values(thread.Token).Where(v => v.Name != "last letter another"),
            ("no mark", body), ("an empty mark", body + "."), ("no body", "." + mark), ("mark and body changed about", mark + "." + body), ("a mark of zeros", body + "." + new string('A', mark.Length)),
            ("another's mark", body + "." + neighbours.Token.Split('.')[1]), ("another's body", neighbours.Token.Split('.')[0] + "." + mark),
            ("of another conversation", neighbours.Token), ("of another shop", strangers.Token), ("the other shop's key", host.Dalbit.Key), ("the key cut by one", host.Harbor.Key[..^1]),
            ("for the stream only", ours.Issue(session, TokenUse.Stream)),
            ("signed with another key", With("other:" + Convert.ToBase64String(new byte[32]), TimeProvider.System).Issue(session, TokenUse.Chat)),
            ("expired", With(TestDatabase.EncryptionKey, new Yesterday()).Issue(session, TokenUse.Chat)),
        ];
    }

    private async Task<long> Stored() => (await host.Database.Ask<long>("select count(*) from inbound_event"))[0];

    private Task<List<string>> Kinds(ChatThread thread) => host.Database.Ask<string>($"""
        select e.kind from inbound_event e join conversation c on c.tenant_id = e.tenant_id and c.id = e.conversation_id where c.thread_key = '{thread.Id}' order by e.seq
        """);

    private static byte[] Of(object activity) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(activity));

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow().AddDays(-1);
    }
}
