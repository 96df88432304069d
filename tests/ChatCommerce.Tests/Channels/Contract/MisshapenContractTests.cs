extern alias Sandbox;

using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>What every messenger must hold when genuine calls are not as documented.</summary>
public abstract class MisshapenContractTests(string kind, ContractWorld world) : ChannelContractTests(kind, world)
{
    private const int Mutants = 208;
    private const int AtOnce = 8;

    /// <summary>The body with a kind of message in it that nobody knows.</summary>
    protected virtual string OfUnknownKind(string body) => Mutations.WithoutText(body);

    [Fact]
    public async Task A_broken_item_spoils_only_itself()
    {
        var chat = Lab.Chat(Kind, "harbor");
        var (broken, whole) = (Lab.Text(chat, "a broken item"), Lab.Text(chat, "a whole item"));

        ProviderCall[] calls = Lab.Provider(Kind).Batch(chat.Line, [broken, whole]) is { } batch
            ? [Lab.Compose(chat, new SendRaw(Mutations.WithBrokenItem(batch.Body)))]
            : [Lab.Compose(chat, new SendRaw(Mutations.WithBrokenItem(broken.Body))), whole];
        foreach (var call in calls)
        {
            ((int)await Lab.Post(chat, call)).Should().BeLessThan(500);
        }

        (await Messages("a whole item")).Should().Be(1);
        (await Messages("a broken item")).Should().Be(0);
    }

    [Fact]
    public async Task A_kind_that_nobody_knows_is_stored_and_shown_as_such()
    {
        var chat = Lab.Chat(Kind, "harbor");
        var body = OfUnknownKind(Encoding.UTF8.GetString(Lab.Text(chat, "to become something else").Body));

        WebhookLab.Ok(await Lab.Post(chat, Respelt(chat, body))).Should().BeTrue();

        (await World.Ask<long>($"""
            select count(*) from inbound_event e join message m on m.tenant_id = e.tenant_id and m.conversation_id = e.conversation_id and m.seq = e.seq
            where e.kind = 'unsupported' and e.raw = convert_to('{body.Replace("'", "''", StringComparison.Ordinal)}', 'UTF8') and m.author = 'customer' and m.text like '[%'
            """)).Should().Be(1);
    }

    [Fact]
    public async Task Calls_with_anything_missing_doubled_or_of_another_kind_are_stored_or_kept_and_break_nothing()
    {
        var chats = Enumerable.Range(0, AtOnce).Select(_ => Lab.Chat(Kind, "harbor")).ToList();
        var account = await Lab.Account(Kind, "harbor");
        var mutations = new Mutations(20261127);
        var calls = Enumerable.Range(0, Mutants).Select(n => Mutant(chats[n % AtOnce], mutations, n)).Select(call => (Call: call, Keys: Keys(call, account))).ToList();

        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
        {
            var status = await Lab.Post(chats[0], one.Call);
            (WebhookLab.Ok(status) || (status is HttpStatusCode.NotFound && one.Keys.Count == 0)).Should().BeTrue("{0} answered {1}", Told(one.Call), status);
        });

        var kept = (await World.Database.Ask<string>($"""
            select unnest(array[e.provider_key, encode(sha256(e.raw), 'hex')]) from inbound_event e
            join channel_account a on a.tenant_id = e.tenant_id and a.id = e.channel_account_id where a.kind = '{Kind}'
            """)).ToHashSet(StringComparer.Ordinal);
        calls.Where(one => one.Keys.Count > 0 && !kept.Contains(Hash(one.Call.Body)) && !one.Keys.All(kept.Contains)).Select(one => Told(one.Call)).Should().BeEmpty();
    }

    /// <summary>The body as the provider would send it, rightly signed.</summary>
    private protected virtual ProviderCall Respelt(PhoneChat chat, string body) => Lab.Compose(chat, new SendRaw(body));

    private protected virtual ProviderCall Mutant(PhoneChat chat, Mutations mutations, int n) =>
        Respelt(chat, mutations.OfJson(Lab.Compose(chat, Lab.AnyAct(Kind, n)).Body));

    // What the reader finds for this account; a call that is no webhook at all is kept whole.
    private List<string> Keys(ProviderCall call, ChannelAccount account)
    {
        try
        {
            return [.. Lab.Channel(Kind).Read(Lab.Request(call, Lab.Line(Kind, "harbor")), account).Where(r => r.ExternalId == account.ExternalId).Select(r => r.Event.ProviderKey)];
        }
        catch (UnreadableWebhook)
        {
            return ["unreadable:" + Hash(call.Body)];
        }
    }

    private static string Told(ProviderCall call) => Encoding.UTF8.GetString(call.Body) is { Length: > 2_000 } text ? text[..2_000] : Encoding.UTF8.GetString(call.Body);

    private static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
