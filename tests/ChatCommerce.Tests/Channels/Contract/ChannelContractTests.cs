extern alias Sandbox;

using System.Net;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>What every messenger must hold, whichever it is: one class each, so that each has its own program and database.</summary>
public abstract class ChannelContractTests(string kind, ContractWorld world)
{
    protected string Kind => kind;

    protected ContractWorld World => world;

    private protected WebhookLab Lab => world.Lab;

    /// <summary>Whether the provider signs the body; otherwise it shows a secret.</summary>
    protected virtual bool SignsBody => true;

    /// <summary>Whether we confirm a stop; for text messages the carrier's side does, and we must not.</summary>
    protected virtual bool ConfirmsStop => true;

    /// <summary>What may be heard in spite of a stop.</summary>
    protected virtual IEnumerable<string> SaidWhileStopped => [];

    /// <summary>Whether what cannot be parsed at all is possible: a form is always a form.</summary>
    protected virtual bool SendsJson => true;

    [Fact]
    public async Task No_forged_or_altered_call_is_accepted_and_no_genuine_one_refused()
    {
        var chat = Lab.Chat(Kind, "harbor");
        var genuine = Lab.Text(chat, "a genuine message");
        var strangers = Lab.Text(Lab.Chat(Kind, "dalbit"), "a genuine message");
        var before = await Lab.Stored(Kind);

        var forgeries = Forgeries.Of(genuine, strangers, SignsBody).Concat(SignsBody ? [] : Forgeries.Elsewhere(genuine, chat.Line, Lab.Line(Kind, "dalbit"))).ToList();
        forgeries.Should().HaveCountGreaterThanOrEqualTo(24);
        foreach (var (name, forged) in forgeries)
        {
            var status = await Lab.Post(chat, forged);
            WebhookLab.Ok(status).Should().BeFalse("{0}: {1} answered {2}", Kind, name, status);
            ((int)status).Should().BeLessThan(500, "{0}: {1}", Kind, name);
        }

        (await Lab.Post(new Uri(chat.Line.Webhook + "x"), genuine)).Should().Be(HttpStatusCode.NotFound, "nobody has that address");
        (await Lab.Stored(Kind)).Should().Be(before, "nothing forged is stored");
        WebhookLab.Ok(await Lab.Post(chat, genuine)).Should().BeTrue("the genuine one is taken after all that");
        (await Lab.Stored(Kind)).Should().Be(before + 1);
    }

    [Fact]
    public async Task A_call_of_one_shop_is_worth_nothing_at_anothers_address()
    {
        var call = Lab.Text(Lab.Chat(Kind, "harbor"), "a genuine message");

        await Lab.Post(Lab.Line(Kind, "dalbit").Webhook, call);

        (await Lab.Db("dalbit").Get<long>($"select count(*) from message where text = 'a genuine message'", default)).Should().Be(0);
    }

    [Fact]
    public async Task The_same_call_twenty_times_at_once_is_one_message()
    {
        var chat = Lab.Chat(Kind, "harbor");
        var call = Lab.Text(chat, "only once please");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Lab.Post(chat, call)));

        answers.Should().OnlyContain(s => WebhookLab.Ok(s));
        (await Messages("only once please")).Should().Be(1);
    }

    [Theory]
    [InlineData("\u202Etxt.exe \u202C right to left")]
    [InlineData("안녕 👩🏽‍💻 مرحبا Xin chào")]
    [InlineData("nothing\u0000behind")]
    public async Task Strange_letters_are_stored_without_harm(string text)
    {
        var chat = Lab.Chat(Kind, "harbor");
        var before = await Lab.Stored(Kind);

        WebhookLab.Ok(await Lab.Post(chat, Lab.Text(chat, text))).Should().BeTrue();

        (await Lab.Stored(Kind)).Should().Be(before + 1);
        (await World.Ask<long>("select count(*) from message where text like '%' || chr(8238) || '%'")).Should().Be(0, "an override could show staff another text");
    }

    [Fact]
    public async Task A_very_long_text_is_stored_and_answered()
    {
        var chat = Lab.Chat(Kind, "harbor");

        WebhookLab.Ok(await Lab.Post(chat, Lab.Text(chat, string.Concat(Enumerable.Repeat("shoes ", 11_000))))).Should().BeTrue();

        await ContractWorld.Until(async () => await World.Ask<long>("select count(*) from message where length(text) > 1000 and text like 'shoes shoes%'") > 0, "the message");
    }

    [Fact]
    public async Task A_genuine_call_that_nobody_can_read_is_kept_for_staff()
    {
        var chat = Lab.Chat(Kind, "harbor");
        var before = await Lab.Stored(Kind);

        var status = await Lab.Post(chat, Lab.Compose(chat, new SendRaw(SendsJson ? "{\"what\": [" : "&&&")));

        ((int)status).Should().BeLessThan(500);
        (await Lab.Stored(Kind)).Should().Be(before + 1);
    }

    [Fact]
    public async Task Who_says_stop_hears_one_confirmation_and_nothing_more_until_they_say_start()
    {
        const string theirs = "(select conversation_id from message where text = 'hello, a stopper here')";
        const string stopped = $"select count(*) from suppression s join conversation c on c.tenant_id = s.tenant_id and c.contact_id = s.contact_id where c.id in {theirs}";
        var phone = World.Market.Phone(Kind, "harbor", "stopper");
        await phone.Say("hello, a stopper here");
        await phone.Write("STOP");
        await (ConfirmsStop ? phone.Expect("START") : ContractWorld.Until(async () => await World.Ask<long>(stopped) > 0, "the opt-out"));
        var heard = (await phone.FromShop()).Count;

        await phone.Write("running shoes");
        await ContractWorld.Until(async () => await World.Ask<long>($"select count(*) from turn where state = 'committed' and conversation_id in {theirs}") >= 2, "the turn that stays silent");
        (await phone.FromShop()).Skip(heard).Select(b => b.Text).Should().BeSubsetOf(SaidWhileStopped);

        await phone.Write("START");
        await ContractWorld.Until(async () => await World.Ask<long>(stopped) == 0, "the opt-in");
        await phone.Write("hello again");
        await ContractWorld.Until(async () => await World.Ask<long>($"""
            select count(*) from message said join message answered on answered.conversation_id = said.conversation_id and answered.seq > said.seq
            where said.text = 'hello again' and said.conversation_id in {theirs} and answered.author = 'bot'
            """) > 0, "the answer, which is more than the word that they will be heard again");
    }

    protected Task<long> Messages(string text) => World.Ask<long>($"select count(*) from message where text = '{text}'");
}
