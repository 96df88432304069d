using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.Linking;

/// <summary>Somebody who has written to a shop over the post, where their phone number is known, and now sits in its web chat.</summary>
internal sealed partial class Person(PostOffice office, TestDatabase database, string slug) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    public string Thread { get; } = "post-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));
    private int keys;

    public string Phone { get; } = $"+1 (415) {RandomNumberGenerator.GetInt32(200, 1000)}-{RandomNumberGenerator.GetInt32(1000, 10_000)}";

    public Customer Web { get; private set; } = null!;

    public ContactId PostContact { get; private set; }

    public ContactId WebContact { get; private set; }

    public TenantScope Db => office.Db(slug);

    public List<string> ByPost => [.. office.Channel.Sent.Where(p => p.ThreadKey == Thread).Select(p => p.Content.Text)];

    public static async Task<Person> Open(PostOffice office, TestDatabase database, string slug = "harbor", string hello = "hello")
    {
        var person = new Person(office, database, slug);
        await person.Writes(hello);
        person.Web = await office.Host.Customer(slug);
        await person.Web.Say("hello");
        (person.PostContact, person.WebContact) = (await person.ContactOf(person.Thread), await person.ContactOf(person.Web.Conversation));
        return person;
    }

    /// <summary>Says something over the post and returns the first answer to it.</summary>
    public async Task<string> Writes(string text)
    {
        var before = ByPost.Count;
        await Send(text);
        await PostOffice.Until(() => Task.FromResult(ByPost.Count > before), $"an answer to '{text}'");
        return ByPost[before];
    }

    /// <summary>The post takes free text for a day only, and they last wrote two days ago.</summary>
    public Task Closes()
    {
        office.Channel.Window = new() { FreeForm = TimeSpan.FromHours(24) };
        return office.Backdate(Thread);
    }

    public Task Send(string text)
    {
        var digits = "+" + string.Concat(Phone.Where(char.IsAsciiDigit));
        var sender = new Sender([new("post", Thread), new("phone", digits)], "Ann", null);
        var said = new InboundEvent($"{Thread}-{Interlocked.Increment(ref keys)}", Thread, sender, TimeProvider.System.GetUtcNow(), new TextSaid(text));
        return office.Post(slug, PostChannel.Batch.Of(new PostChannel.Batch(null, said)));
    }

    public async Task<string> Says(string text) => Customer.TextOf(await Web.Say(text));

    /// <summary>From the wish to the moment when a code has been sent; returns it.</summary>
    public async Task<string> AsksForCode(string? identifier = null)
    {
        await Says("link my other chat");
        await Says(identifier ?? Phone);
        return await Code();
    }

    public async Task<string> Code()
    {
        await PostOffice.Until(() => Task.FromResult(ByPost.Exists(t => SixDigits.IsMatch(t))), "the code");
        return SixDigits.Match(ByPost.FindLast(t => SixDigits.IsMatch(t))!).Value;
    }

    public Task<Result<string>> Join() => database.Tenants.Try(Db.Tenant, db => Get<LinkContacts>().Join(db, WebContact, PostContact, Ct), Ct);

    public async Task<VariantId[]> Goods() => [.. await Db.List<VariantId>($"""
        select v.id from variant v join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id join product p on p.tenant_id = v.tenant_id and p.id = v.product_id
        where v.tenant_id = {Db.Tenant} and v.active and p.status = 'active' and s.on_hand - s.reserved >= 8 order by v.sku limit 3
        """, Ct)];

    public async Task Puts(ContactId contact, VariantId variant, int quantity) =>
        _ = (await database.Tenants.Try(Db.Tenant, db => Get<Carts>().Add(db, contact, variant, quantity, Ct), Ct)).Value;

    public async Task<string> Orders(ContactId contact) =>
        (await database.Tenants.Try(Db.Tenant, db => Get<PlaceOrder>().Place(db, new(contact), Ct), Ct)).Value.Number;

    public async Task<Dictionary<VariantId, int>> Cart(ContactId contact) =>
        (await Get<Carts>().Show(Db, contact, Ct)).Lines.ToDictionary(l => l.VariantId, l => l.Quantity);

    public async Task<bool> Joined() => await ContactOf(Thread) == await ContactOf(Web.Conversation);

    public Task<T> Ask<T>(Sql question) => Db.Get<T>(question, Ct);

    public T Get<T>()
        where T : notnull => office.Host.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    public Task<long> Codes() => Ask<long>($"select count(*) from outbox where tenant_id = {Db.Tenant} and dedupe_key like 'link:%'");

    /// <summary>How often the web chat was asked whether it was they who typed its code.</summary>
    public Task<long> Questions() => Ask<long>($"""
        select count(*) from outbox o join conversation c on c.tenant_id = o.tenant_id and c.id = o.conversation_id
        where o.tenant_id = {Db.Tenant} and o.dedupe_key like 'link-ask:%' and c.thread_key = {Web.Conversation}
        """);

    private Task<ContactId> ContactOf(string key) =>
        Ask<ContactId>($"select contact_id from conversation where tenant_id = {Db.Tenant} and thread_key = {key}");

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex SixDigits { get; }
}
