using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Documents;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>Brings a row into every table of a demo shop: by a real purchase, by the API, and by hand for the rest.</summary>
internal sealed class FillShop(TestDatabase database, Marketplace market, string slug)
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly string mark = slug + "secret" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));
    private readonly RunFileTenant shop = market.Host.Shops.Tenant(slug);

    private TenantId Tenant => new(shop.Id);

    private bool Korean => slug == "dalbit";

    public async Task<FilledShop> Fill()
    {
        await SellSomething();
        await Write();
        await using var customer = await market.Host.Customer(slug);
        await Buy(customer);
        await Ship();
        await LeaveOneOpen(customer);
        await using var silent = await market.Host.Customer(slug);
        await silent.Say(Korean ? "수신거부" : "stop");
        await TheRest(customer.Conversation);
        return await Filled(customer);
    }

    private async Task SellSomething()
    {
        using var api = market.Host.Api(slug, "owner");
        api.DefaultRequestHeaders.Add("Idempotency-Key", mark);
        var made = await api.PostAsJsonAsync("/api/v1/products", new
        {
            handle = mark,
            title = "Vase " + mark,
            brand = "",
            category = "Home",
            description = "A vase named " + mark,
            status = "active",
            attributes = new { },
            options = Array.Empty<string>(),
            images = new[] { new { url = "https://pictures.example/" + mark + ".png", alt = mark } },
            variants = new[] { new { sku = mark.ToUpperInvariant(), options = new { }, priceMinor = 20_000, onHand = 9 } },
        });
        (await made.Content.ReadAsStringAsync()).Should().Contain(mark);
    }

    private Task Write() => market.Host.Services.GetRequiredService<TenantDb>().Run(Tenant, async db =>
    {
        var documents = market.Host.Services.GetRequiredService<Documents>();
        var language = Korean ? "ko" : "en";
        _ = (await documents.Save(db, new(mark + "-page", DocumentKind.Page, "About " + mark, language, "# About\n\nIt is " + mark), Ct)).Value;
        return (await documents.Save(db, new(mark + "-post", DocumentKind.Post, "News of " + mark, language, "News", PublishedOn: new DateOnly(2026, 11, 1)), Ct)).Value;
    }, Ct);

    private async Task Buy(Customer customer)
    {
        var link = await Order(customer);
        await market.Pay(await market.OpenPayLink(link));
        await customer.Expect(Korean ? "확인했어요" : "received");
    }

    private async Task<string> Order(Customer customer)
    {
        await customer.Post(new { type = "event", name = "shop/open", from = new { id = customer.User }, value = "v:" + mark.ToUpperInvariant() });
        await customer.Expect(_ => customer.Buttons().Any(b => Title(b) == (Korean ? "담기" : "Add to cart")));
        await customer.Tap(Korean ? "담기" : "Add to cart");
        await customer.Tap(Korean ? "결제하기" : "Checkout");
        return customer.Buttons().Select(b => b.GetProperty("value").ToString()).Last(v => v.Contains("/c/", StringComparison.Ordinal));
    }

    private async Task Ship()
    {
        using var api = market.Host.Api(slug, "owner");
        var order = await One<Guid>("select id from sales_order where state = 'paid' and tenant_id");
        (await api.PostAsJsonAsync($"/api/v1/orders/{order}/shipments", new { carrier = "Post", trackingNumber = mark })).EnsureSuccessStatusCode();
        var refunds = market.Host.Services.GetRequiredService<Refunds>();
        _ = (await refunds.Make(Tenant, new(OrderId.Of(order), 5_000, "A crack in " + mark), new Actor(ActorKind.Staff, mark), Ct)).Value;
    }

    // An unpaid order, and the question whether to cancel it.
    private async Task LeaveOneOpen(Customer customer)
    {
        await Order(customer);
        await customer.Say(Korean ? "주문 취소해줘" : "cancel my order");
    }

    private async Task TheRest(string thread) => await database.Run(string.Create(CultureInfo.InvariantCulture, $"""
        insert into tenant_domain (tenant_id, host) values ('{shop.Id}', '{mark}.example');
        insert into payment_exception (tenant_id, id, payment_account_id, kind, expected, seen, created_at)
            select tenant_id, '{Guid.CreateVersion7()}', id, 'wrong-amount', to_jsonb('{mark}'::text), 'null', now() from payment_account where tenant_id = '{shop.Id}' limit 1;
        insert into dispute (tenant_id, payment_account_id, provider_id, order_id, state, amount_minor, currency, created_at, updated_at)
            select tenant_id, payment_account_id, '{mark}', order_id, 'warning', amount_minor, currency, now(), now() from payment where tenant_id = '{shop.Id}' limit 1;
        insert into import_upload (tenant_id, id, file_name, format, set_stock, report, created_at)
            values ('{shop.Id}', '{Guid.CreateVersion7()}', '{mark}.csv', 'csv', false, to_jsonb('{mark}'::text), now());
        insert into outbox_part (tenant_id, outbox_id, n, provider_id, accepted_at, changed_at)
            select tenant_id, id, 0, '{mark}', now(), now() from outbox where tenant_id = '{shop.Id}' limit 1;
        insert into message_template (tenant_id, id, channel_account_id, class, language, name, body, changed_at)
            select tenant_id, '{Guid.CreateVersion7()}', id, 'notice', 'en', '{mark}', '{mark}', now() from channel_account where tenant_id = '{shop.Id}' limit 1;
        insert into skill_callback (tenant_id, id, conversation_id, url, expires_at, created_at)
            select tenant_id, '{Guid.CreateVersion7()}', id, 'https://callback.example/{mark}', now(), now() from conversation where tenant_id = '{shop.Id}' limit 1;
        insert into inbound_media (tenant_id, message_id, conversation_id, state, content_type, size, sha256, content, created_at, finished_at)
            select m.tenant_id, m.id, m.conversation_id, 'stored', 'text/plain', 1, '\x01', convert_to('{mark}', 'UTF8'), now(), now() from message m
            join conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
            where m.tenant_id = '{shop.Id}' and m.author = 'customer' order by (c.thread_key = '{thread}') desc limit 1;
        insert into skill_knock (tenant_id, outbox_id, task_id, at) select tenant_id, id, '{mark}', now() from outbox where tenant_id = '{shop.Id}' limit 1;
        insert into inbound_body (tenant_id, id, channel_account_id, raw)
            select tenant_id, '{Guid.CreateVersion7()}', id, convert_to('{mark}', 'UTF8') from channel_account where tenant_id = '{shop.Id}' limit 1;
        insert into link_code (tenant_id, id, from_contact, salt, code_hash, created_at, expires_at, used_at)
            select tenant_id, '{Guid.CreateVersion7()}', id, '\x01', '\x02', now() - interval '2 hours', now(), now() from contact where tenant_id = '{shop.Id}' limit 1;
        insert into link_miss (tenant_id, id, contact_id, at)
            select tenant_id, '{Guid.CreateVersion7()}', id, now() - interval '2 hours' from contact where tenant_id = '{shop.Id}' limit 1;
        update contact set display_name = '{mark}', email = '{mark}@example.com', phone = '+1' where tenant_id = '{shop.Id}';
        """));

    private async Task<FilledShop> Filled(Customer customer) => new(shop, mark, await Ids(), [mark, customer.Conversation, .. await Tokens()])
    {
        Product = await One<Guid>($"select id from product where handle = '{mark}' and tenant_id"),
        Variant = await One<Guid>($"select id from variant where sku = '{mark.ToUpperInvariant()}' and tenant_id"),
        Upload = await One<Guid>("select id from import_upload where tenant_id"),
        Contact = await One<Guid>($"select contact_id from conversation where thread_key = '{customer.Conversation}' and tenant_id"),
        Conversation = await One<Guid>($"select id from conversation where thread_key = '{customer.Conversation}' and tenant_id"),
        Message = await One<Guid>("select message_id from inbound_media where tenant_id"),
        PaidOrder = await One<Guid>("select order_id from shipment where tenant_id"),
        OpenOrder = await One<Guid>("select id from sales_order where state = 'awaiting_payment' and tenant_id"),
        OpenOrderNumber = await One<string>("select number from sales_order where state = 'awaiting_payment' and tenant_id"),
        PendingAction = await One<Guid>("select id from pending_action where tenant_id"),
        PaymentAccount = await One<Guid>("select id from payment_account where tenant_id"),
        PaymentException = await One<Guid>("select id from payment_exception where tenant_id"),
        Thread = customer.Conversation,
        ThreadToken = customer.Token,
        WebhookToken = await One<string>("select webhook_token from payment_account where tenant_id"),
        ChannelToken = await One<string>("select webhook_token from channel_account where kind = 'telegram' and tenant_id"),
        ChannelAccount = await One<Guid>("select id from channel_account where kind = 'telegram' and tenant_id"),
    };

    private Task<List<string>> Tokens() => database.Ask<string>($"""
        select unnest(array[pay_token, track_token]) from sales_order where tenant_id = '{shop.Id}'
        union select unnest(array[external_id, webhook_token]) from payment_account where tenant_id = '{shop.Id}'
        union select webhook_token from channel_account where tenant_id = '{shop.Id}'
        """);

    private async Task<IReadOnlySet<Guid>> Ids()
    {
        HashSet<Guid> ids = [shop.Id];
        var tables = await database.Ask<string>("""
            select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
            where a.attname = 'id' and a.atttypid = 'uuid'::regtype and exists (select 1 from pg_attribute t where t.attrelid = a.attrelid and t.attname = 'tenant_id')
            """);
        foreach (var table in tables)
        {
            ids.UnionWith(await database.Ask<Guid>($"select id from {table} where tenant_id = '{shop.Id}'"));
        }

        return ids;
    }

    private static string? Title(JsonElement button) => button.GetProperty("title").GetString();

    private async Task<T> One<T>(string question) => (await database.Ask<T>($"{question} = '{shop.Id}' limit 1"))[0];
}
