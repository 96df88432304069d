extern alias Sandbox;

using System.Net;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>What every messenger must hold, whichever it is: one class each, so that each has its own program and database.</summary>
public abstract class ChannelContractTests(string kind, TestDatabase database) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private Marketplace market = null!;
    private WebhookLab lab = null!;

    /// <summary>Whether the provider signs the body; otherwise it shows a secret.</summary>
    protected virtual bool SignsBody => true;

    /// <summary>Whether we confirm a stop; for text messages the carrier's side does, and we must not.</summary>
    protected virtual bool ConfirmsStop => true;

    /// <summary>Whether what cannot be parsed at all is possible: a form is always a form.</summary>
    protected virtual bool SendsJson => true;

    public async ValueTask InitializeAsync()
    {
        market = await Marketplace.Open(database);
        lab = new(market, database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await market.DisposeAsync();
    }

    [Fact]
    public async Task No_forged_or_altered_call_is_accepted_and_no_genuine_one_refused()
    {
        var chat = lab.Chat(kind, "harbor");
        var genuine = lab.Text(chat, "a genuine message");
        var strangers = lab.Text(lab.Chat(kind, "dalbit"), "a genuine message");
        var before = await lab.Stored(kind);

        foreach (var (name, forged) in Forgeries.Of(genuine, strangers, SignsBody))
        {
            var status = await lab.Post(chat, forged);
            WebhookLab.Ok(status).Should().BeFalse("{0}: {1} answered {2}", kind, name, status);
            ((int)status).Should().BeLessThan(500, "{0}: {1}", kind, name);
        }

        (await lab.Post(new Uri(chat.Line.Webhook + "x"), genuine)).Should().Be(HttpStatusCode.NotFound, "nobody has that address");
        (await lab.Stored(kind)).Should().Be(before, "nothing forged is stored");
        WebhookLab.Ok(await lab.Post(chat, genuine)).Should().BeTrue("the genuine one is taken after all that");
        (await lab.Stored(kind)).Should().Be(before + 1);
    }

    [Fact]
    public async Task A_call_of_one_shop_is_worth_nothing_at_anothers_address()
    {
        var call = lab.Text(lab.Chat(kind, "harbor"), "a genuine message");

        await lab.Post(lab.Line(kind, "dalbit").Webhook, call);

        (await lab.Db("dalbit").Get<long>($"select count(*) from message where text = 'a genuine message'", default)).Should().Be(0);
    }

    [Fact]
    public async Task The_same_call_twenty_times_at_once_is_one_message()
    {
        var chat = lab.Chat(kind, "harbor");
        var call = lab.Text(chat, "only once please");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => lab.Post(chat, call)));

        answers.Should().OnlyContain(s => WebhookLab.Ok(s));
        (await Messages("only once please")).Should().Be(1);
    }

    [Theory]
    [InlineData("\u202Etxt.exe \u202C right to left")]
    [InlineData("안녕 👩🏽‍💻 مرحبا Xin chào")]
    [InlineData("nothing\u0000behind")]
    public async Task Strange_letters_are_stored_without_harm(string text)
    {
        var chat = lab.Chat(kind, "harbor");
        var before = await lab.Stored(kind);

        WebhookLab.Ok(await lab.Post(chat, lab.Text(chat, text))).Should().BeTrue();

        (await lab.Stored(kind)).Should().Be(before + 1);
        (await database.Ask<long>("select count(*) from message where text like '%' || chr(8238) || '%'"))[0].Should().Be(0, "an override could show staff another text");
    }

    [Fact]
    public async Task A_very_long_text_is_stored_and_answered()
    {
        var chat = lab.Chat(kind, "harbor");

        WebhookLab.Ok(await lab.Post(chat, lab.Text(chat, string.Concat(Enumerable.Repeat("shoes ", 11_000))))).Should().BeTrue();

        await Until(async () => (await database.Ask<long>("select count(*) from message where length(text) > 1000 and author = 'customer'"))[0] > 0, "the message");
    }

    [Fact]
    public async Task A_genuine_call_that_nobody_can_read_is_kept_for_staff()
    {
        var chat = lab.Chat(kind, "harbor");
        var before = await lab.Stored(kind);

        var status = await lab.Post(chat, lab.Compose(chat, new SendRaw(SendsJson ? "{\"what\": [" : "&&&")));

        ((int)status).Should().BeLessThan(500);
        (await lab.Stored(kind)).Should().Be(before + 1);
    }

    [Fact]
    public async Task Who_says_stop_hears_one_confirmation_and_nothing_more_until_they_say_start()
    {
        var phone = market.Phone(kind, "harbor", "stopper");
        await phone.Say("hello");
        await phone.Write("STOP");
        await (ConfirmsStop ? phone.Expect("START") : Until(async () => (await database.Ask<long>("select count(*) from suppression"))[0] > 0, "the opt-out"));
        var heard = (await phone.FromShop()).Count;

        await phone.Write("running shoes");
        await Until(async () => (await database.Ask<long>("select count(*) from turn where state = 'committed'"))[0] >= (ConfirmsStop ? 3 : 2), "the turn that stays silent");
        (await phone.FromShop()).Count.Should().Be(heard);

        await phone.Write("START");
        await Until(async () => (await database.Ask<long>("select count(*) from suppression"))[0] == 0, "the opt-in");
        await phone.Say("hello again");
    }

    protected static async Task Until(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            limit.IsCancellationRequested.Should().BeFalse("waited for {0}", what);
            await Task.Delay(25, CancellationToken.None);
        }
    }

    private async Task<long> Messages(string text) => (await database.Ask<long>($"select count(*) from message where text = '{text}'"))[0];
}
