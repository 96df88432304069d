extern alias Sandbox;

using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>What every messenger must hold that we write to by its API, when that API is slow, refuses, breaks off or hands out files.</summary>
public abstract class SendingContractTests(string kind, ContractWorld world) : MisshapenContractTests(kind, world)
{
    private const int TooLarge = 17 * 1024 * 1024;

    // Nothing else is said in this shop, so that each fault meets the message it is meant for.
    private const string Bending = "dalbit";

    /// <summary>The API call that carries a message, as the Sandbox's faults match it.</summary>
    protected virtual string SendCall => "POST messages";

    /// <summary>What becomes of an answer when the provider says that the window is closed.</summary>
    protected virtual string OutsideTheWindow => "held";

    [Fact]
    public async Task Asked_to_wait_we_wait_and_send_once()
    {
        var (phone, text) = await Bent("too-many", seconds: 1);

        await phone.Expect(_ => true);
        await ContractWorld.Until(async () => await World.Outcomes(text) == "temporary,accepted", "the second attempt");
        (await phone.FromShop()).Select(b => b.Text).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task An_answer_that_may_have_arrived_is_not_sent_again()
    {
        var (phone, text) = await Bent("reset");

        await phone.Expect(_ => true);
        await ContractWorld.Until(async () => await World.Outcomes(text) == "ambiguous", "the unknown outcome");
        (await phone.FromShop()).Select(b => b.Text).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_refused_token_pauses_the_account_and_what_is_to_be_said_waits_until_it_works_again()
    {
        var (phone, text) = await Bent("token-revoked");

        await ContractWorld.Until(async () => await World.Ask<long>($"select count(*) from channel_account where kind = '{Kind}' and status = 'paused'") == 1, "the pause");
        await ContractWorld.Until(async () => (await States(text)).StartsWith("pending", StringComparison.Ordinal), "the waiting message");
        (await World.Outcomes(text)).Should().Be("permanent");
        (await phone.FromShop()).Should().BeEmpty();

        await World.Market.Host.Services.GetRequiredService<AccountHealth>().Resume(await World.Lab.Account(Kind, Bending), CancellationToken.None);

        await phone.Expect(_ => true);
    }

    [Fact]
    public async Task A_slow_provider_is_waited_for()
    {
        var (phone, text) = await Bent("delay", seconds: 1);

        await phone.Expect(_ => true);
        await ContractWorld.Until(async () => await World.Outcomes(text) == "accepted", "the late acceptance");
    }

    [Fact]
    public async Task A_provider_that_never_answers_leaves_the_outcome_open()
    {
        var (phone, text) = await Bent("hang");

        await ContractWorld.Until(async () => await World.Outcomes(text) == "ambiguous", "the time-out");
        (await phone.FromShop()).Select(b => b.Text).Should().OnlyHaveUniqueItems();
    }

    // The Sandbox has not seen this customer write, so it takes the window for closed.
    [Fact]
    public async Task When_the_provider_says_that_the_window_is_closed_it_is()
    {
        var text = $"hello from {Kind}, long ago";
        var chat = World.Lab.Chat(Kind, "harbor");
        WebhookLab.Ok(await World.Lab.Post(chat, World.Lab.Text(chat, text))).Should().BeTrue();

        await ContractWorld.Until(async () => $"{await States(text)} {await World.Outcomes(text)}".Contains(OutsideTheWindow, StringComparison.Ordinal), OutsideTheWindow);
        (await World.Ask<long>($"select count(*) from channel_account where kind = '{Kind}' and status = 'paused' and tenant_id = '{World.Market.Host.Shops.Tenant("harbor").Id}'")).Should().Be(0);
    }

    [Fact]
    public async Task A_file_is_fetched_whole_or_refused_for_what_it_is()
    {
        var shelf = World.Market.SandboxParts.GetRequiredService<MediaShelf>();
        var png = new SendMedia { Kind = MediaKind.Image };

        (await Fetch(shelf.Take(png))).ContentType.Should().Be("image/png");
        await Refused(shelf.Take(png with { Content = "<html>no picture"u8.ToArray(), ContentType = "image/png" }), "wrong type");
        await Refused(shelf.Take(png with { Content = [0xFF, 0xD8, 0xFF, .. new byte[TooLarge]], ContentType = "image/jpeg" }), "too large");
        await Refused(png with { MediaId = "no-longer-there", ContentType = "image/png" }, "expired");
    }

    private async Task Refused(SendMedia sent, string why) =>
        (await FluentActions.Awaiting(() => Fetch(sent)).Should().ThrowAsync<ChannelTrouble>(why)).Which.Retry.Should().Be(Retry.Permanent, why);

    private async Task<FetchedMedia> Fetch(SendMedia sent)
    {
        var account = await World.Lab.Account(Kind, "harbor");
        var call = World.Lab.Compose(World.Lab.Chat(Kind, "harbor"), sent);
        var channel = World.Lab.Channel(Kind);
        var media = channel.Read(World.Lab.Request(call, World.Lab.Line(Kind, "harbor")), account).Select(r => r.Event.Content).OfType<MediaSent>().Single();
        return await ((IMediaSource)channel).Fetch(account, media, CancellationToken.None);
    }

    private async Task<(Handset Phone, string Text)> Bent(string fault, int? seconds = null)
    {
        var text = $"hello from {Kind}, {fault}";
        await World.Fault(new { provider = Kind, kind = fault, side = "api", match = SendCall, account = World.Lab.Line(Kind, Bending).ExternalId, times = 1, seconds });
        var phone = World.Market.Phone(Kind, Bending, fault.Replace("-", "", StringComparison.Ordinal));
        await phone.Write(text);
        return (phone, text);
    }

    private Task<string> States(string text) => World.Ask<string>(
        $"select coalesce(string_agg(state, ',' order by seq), '') from outbox where conversation_id in (select conversation_id from message where text = '{text}')");
}
